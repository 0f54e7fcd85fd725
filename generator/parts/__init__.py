"""Parts: blocks of facts that several story kinds share, with what is computed from them."""
