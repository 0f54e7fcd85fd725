"""Ask a model for an answer."""

from generator.llm.asking import Answer, Message, Model, Prompt, Usage
from generator.llm.outcomes import COURSES, Outcome, Remedy, course
from generator.llm.scripted import ScriptedModel

__all__ = ["COURSES", "Answer", "Message", "Model", "Outcome", "Prompt", "Remedy", "ScriptedModel", "Usage", "course"]
