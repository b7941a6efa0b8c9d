"""Today, Ours, Mine, You: pages made of several features. Nothing imports this."""
