"""Help and leaving quickly. Imports only ui and kit, so that nothing above can take it down."""
