"""Presidio's analyzer with all terms as a deny list, and no language model."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from turunkan.cli.bench.contestants.needles import needles, texts
from turunkan.core.rules import Pack
from turunkan.core.vocab import Item

_LANGUAGE = "id"


class DenyList:
    """An AnalyzerEngine whose only recogniser is the deny list."""

    def __init__(self, pack: Pack) -> None:
        presidio: Any = import_module("presidio_analyzer")
        nlp: Any = import_module("presidio_analyzer.nlp_engine.no_op_nlp_engine")
        terms = presidio.PatternRecognizer(
            supported_entity="TERM", deny_list=needles(pack), supported_language=_LANGUAGE
        )
        without_model = nlp.NoOpNlpEngine([{"lang_code": _LANGUAGE, "model_name": "none"}])
        without_model.load()
        self._analyzer = presidio.AnalyzerEngine(
            registry=presidio.RecognizerRegistry(recognizers=[terms], supported_languages=[_LANGUAGE]),
            nlp_engine=without_model,
            supported_languages=[_LANGUAGE],
        )

    def prepare(self, items: Sequence[Item]) -> list[str]:
        """The texts."""
        return list(texts(items))

    def run(self, prepared: Sequence[str]) -> int:
        """The number of hits."""
        return sum(len(self._analyzer.analyze(text, language=_LANGUAGE)) for text in prepared)
