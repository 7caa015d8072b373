"""Example people, goals and contributions that go through the real actions."""
