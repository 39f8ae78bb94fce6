"""Categories once more, now that standing pages are known: the two share the first place of an address."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _

from articles.admin.category import CategoryAdmin
from articles.models import Category
from newsroom.models import Page


class CategoryForm(forms.ModelForm):
    class Meta:
        model = Category
        fields = ()  # CategoryAdmin names them

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if Page.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("A page has this address; the category would hide it."))
        return slug


admin.site.unregister(Category)


@admin.register(Category)
class CategoryBesidePagesAdmin(CategoryAdmin):
    form = CategoryForm
