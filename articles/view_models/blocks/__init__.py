"""What the blocks of a body show: one small class for each template in templates/articles/blocks/."""
