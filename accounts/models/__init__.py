from accounts.models.audit_entry import AuditEntry, AuditHead
from accounts.models.invitation import Invitation
from accounts.models.outgoing_mail import OutgoingMail
from accounts.models.recovery import Recovery
from accounts.models.user import User

__all__ = ["AuditEntry", "AuditHead", "Invitation", "OutgoingMail", "Recovery", "User"]
