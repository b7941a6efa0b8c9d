"""Seven outcomes: asked gently, kept for their owner alone, and told apart from noise."""
