"""What runs inside the kernel's namespaces: a process of its own, which takes them all with it when it ends."""
