export function mount(root) {}
