#!/usr/bin/env python3
"""Writes the model catalogue from a price map in LiteLLM's schema.

    core/src/catalog/generate.py model_prices.json > core/src/main/resources/dev/dragoman/catalog/models.tsv

One line per model, sorted by key, columns separated by tabs. Only facts: no text is taken over.
"""

import json
import sys

PROVIDERS = {"openai", "azure", "azure_ai", "anthropic", "gemini", "text-completion-openai"}
HOME = {"text-completion-openai": "openai"}
COLUMNS = ["key", "provider", "mode", "max_input_tokens", "max_output_tokens", "abilities"]

ABILITIES = {
    "supports_vision": "vision",
    "supports_function_calling": "function_calling",
    "supports_parallel_function_calling": "parallel_function_calling",
    "supports_tool_choice": "tool_choice",
    "supports_response_schema": "response_schema",
    "supports_native_structured_output": "native_structured_output",
    "supports_system_messages": "system_messages",
    "supports_prompt_caching": "prompt_caching",
    "supports_audio_input": "audio_input",
    "supports_audio_output": "audio_output",
    "supports_video_input": "video_input",
    "supports_pdf_input": "pdf_input",
    "supports_web_search": "web_search",
    "supports_url_context": "url_context",
    "supports_computer_use": "computer_use",
    "supports_reasoning": "reasoning",
    "supports_adaptive_thinking": "adaptive_thinking",
    "supports_assistant_prefill": "assistant_prefill",
    "supports_mid_conversation_system": "mid_conversation_system",
    "supports_output_config": "output_config",
    "supports_none_reasoning_effort": "effort_none",
    "supports_minimal_reasoning_effort": "effort_minimal",
    "supports_xhigh_reasoning_effort": "effort_xhigh",
    "supports_max_reasoning_effort": "effort_max",
    "supports_native_streaming": "native_streaming",
}
# What a model is known not to do, where that changes what is sent.
INABILITIES = {
    "supports_assistant_prefill": "no_assistant_prefill",
    "supports_sampling_params": "no_sampling_params",
}


def wanted(key, entry):
    if not isinstance(entry, dict) or "litellm_provider" not in entry or key == "sample_spec":
        return False
    provider = entry["litellm_provider"]
    bare_gemini = "/" not in key and key.startswith("gemini-")
    return provider in PROVIDERS or bare_gemini


def limit(entry, name):
    value = entry.get(name)
    if value is None and not ("max_input_tokens" in entry or "max_output_tokens" in entry):
        value = entry.get("max_tokens") if name == "max_output_tokens" else None
    return str(int(value)) if isinstance(value, (int, float)) and value > 0 else ""


def abilities(entry):
    able = [name for field, name in ABILITIES.items() if entry.get(field) is True]
    return able + [name for field, name in INABILITIES.items() if entry.get(field) is False]


def row(key, entry):
    provider = entry["litellm_provider"]
    if provider.startswith("vertex_ai"):
        provider = "vertex_ai"
    return [
        key,
        HOME.get(provider, provider),
        entry.get("mode", "chat"),
        limit(entry, "max_input_tokens"),
        limit(entry, "max_output_tokens"),
        ",".join(sorted(abilities(entry))),
    ]


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        entries = json.load(source)
    rows = [row(key, entry) for key, entry in entries.items() if wanted(key, entry)]
    print("\t".join(COLUMNS))
    for line in sorted(rows):
        print("\t".join(line))


if __name__ == "__main__":
    main()
