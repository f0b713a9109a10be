"""The types on every arrow between the stages. Nothing here reads, writes or decides.

`models.geometry`, `models.text` and `models.document` are slotted dataclasses and import no third-party library;
`models.records` is pydantic, because its JSON schema is the contract that users see; `models.errors` is the error tree.
Import the module you need: importing geometry must not import pydantic.
"""
