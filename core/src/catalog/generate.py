#!/usr/bin/env python3
"""Writes the model catalogue from a price map in LiteLLM's schema.

    core/src/catalog/generate.py model_prices.json core/src/main/resources/dev/dragoman/catalog/models

One file per first part of the keys that names a provider, and own.tsv for all other keys; index.txt lists the files. One
line per model, sorted by key, columns separated by tabs. Only facts: no text is taken over.

Prices are written as name=value, separated by blanks. A value is in nano-dollars per unit. A name may be followed by
">size" (for prompts of more tokens, or searches of more results) and then by "!tier" (for a class of service).
A binary fraction holds fifteen digits for certain, so prices have no more of them.
"""

import json
import os
import re
import sys
from decimal import Context, Decimal

HOME = {
    "text-completion-openai": "openai",
    "text-completion-codestral": "codestral",
    "text-completion-inception": "inception",
    "azure_text": "azure",
    "bedrock_converse": "bedrock",
    "cohere_chat": "cohere",
    "fireworks_ai-embedding-models": "fireworks_ai",
}
COLUMNS = ["key", "provider", "mode", "max_input_tokens", "max_output_tokens", "abilities", "complete", "facts", "prices"]
# Providers whose models are described completely: what is not listed, the model cannot do.
COMPLETE = {"openai", "azure", "azure_ai", "anthropic", "gemini"}

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
FACTS = {"output_vector_size": "vector", "prompt_cache_min_tokens": "cache_min", "deprecation_date": "ends"}

RATES = {
    "input_cost_per_token": "in",
    "output_cost_per_token": "out",
    "output_cost_per_reasoning_token": "reason",
    "cache_read_input_token_cost": "read",
    "input_cost_per_token_cache_hit": "read",
    "cache_creation_input_token_cost": "write",
    "cache_creation_input_token_cost_above_1hr": "write1h",
    "cache_read_input_audio_token_cost": "read_audio",
    "cache_creation_input_audio_token_cost": "write_audio",
    "input_cost_per_audio_token": "in_audio",
    "output_cost_per_audio_token": "out_audio",
    "input_cost_per_image_token": "in_image_token",
    "output_cost_per_image_token": "out_image_token",
    "output_cost_per_video_token": "out_video_token",
    "input_cost_per_image": "in_image",
    "output_cost_per_image": "out_image",
    "input_cost_per_pixel": "in_pixel",
    "output_cost_per_pixel": "out_pixel",
    "input_cost_per_audio_per_second": "in_audio_s",
    "input_cost_per_video_per_second": "in_video_s",
    "input_cost_per_video_per_second_above_8s_interval": "in_video_s8",
    "input_cost_per_video_per_second_above_15s_interval": "in_video_s15",
    "output_cost_per_video_per_second": "out_video_s",
    "output_cost_per_second_480p": "out_s480",
    "output_cost_per_second_720p": "out_s720",
    "output_cost_per_second_1080p": "out_s1080",
    "output_cost_per_second_4k": "out_s4k",
    "input_cost_per_second": "in_s",
    "output_cost_per_second": "out_s",
    "input_cost_per_character": "in_char",
    "output_cost_per_character": "out_char",
    "input_cost_per_query": "query",
    "input_cost_per_request": "request",
    "ocr_cost_per_page": "page",
    "annotation_cost_per_page": "annotated",
    "ocr_cost_per_credit": "credit",
    "citation_cost_per_token": "citation",
    "code_interpreter_cost_per_session": "code_session",
    "file_search_cost_per_1k_calls": "files_1k",
    "file_search_cost_per_gb_per_day": "files_gb_day",
    "vector_store_cost_per_gb_per_day": "vectors_gb_day",
    "computer_use_input_cost_per_1k_tokens": "computer_in_1k",
    "computer_use_output_cost_per_1k_tokens": "computer_out_1k",
    "search_context_size_low": "search_low",
    "search_context_size_medium": "search_medium",
    "search_context_size_high": "search_high",
    "input_dbu_cost_per_token": "dbu_in",
    "output_dbu_cost_per_token": "dbu_out",
}
FACTORS = {
    "regional_processing_uplift_multiplier_us": "*region_us",
    "regional_processing_uplift_multiplier_eu": "*region_eu",
}
TIERS = {"_flex": "!flex", "_priority": "!priority", "_batches": "!batch"}
SIZE = re.compile(r"_above_(\d+)k_tokens$")
NANO = Decimal(10) ** 9


def is_model(key, entry):
    return isinstance(entry, dict) and "litellm_provider" in entry and key != "sample_spec"


def home(entry):
    provider = entry["litellm_provider"]
    return "vertex_ai" if provider.startswith("vertex_ai") else HOME.get(provider, provider)


def limit(entry, name):
    value = entry.get(name)
    if value is None and not ("max_input_tokens" in entry or "max_output_tokens" in entry):
        value = entry.get("max_tokens") if name == "max_output_tokens" else None
    return str(int(value)) if isinstance(value, (int, Decimal)) and value > 0 else ""


def abilities(entry):
    able = [name for field, name in ABILITIES.items() if entry.get(field) is True]
    return able + [name for field, name in INABILITIES.items() if entry.get(field) is False]


def complete(key, entry):
    bare_gemini = "/" not in key and key.startswith("gemini-")
    return home(entry) in COMPLETE or bare_gemini


def facts(entry):
    told = [f"{name}={entry[field]}" for field, name in FACTS.items() if entry.get(field)]
    more = [
        field.removeprefix("supports_")
        for field, value in entry.items()
        if field.startswith("supports_") and field not in ABILITIES and field not in INABILITIES and value is True
    ]
    return " ".join(told + (["can=" + ",".join(sorted(more))] if more else []))


def rate(field):
    """The name of a price, or None for a field that is no price."""
    tier = next((suffix for suffix in TIERS if field.endswith(suffix)), "")
    bare = field.removesuffix(tier)
    size = SIZE.search(bare)
    name = RATES.get(bare[: size.start()] if size else bare)
    if name is None:
        return None
    return name + (">" + size.group(1) + "000" if size else "") + TIERS.get(tier, "")


def number(value):
    value = Context(prec=15).create_decimal(value).normalize()
    return format(value, "f")


def prices(entry):
    found = {}
    for tier in sorted(entry.get("tiered_pricing", []), key=first):
        above = "" if tier is min(entry["tiered_pricing"], key=first) else f">{first(tier)}"
        for field, value in tier.items():
            name = rate(field)
            if name and isinstance(value, (int, Decimal)):
                found[name + above] = number(value * NANO)
    for field, value in {**entry, **(entry.get("search_context_cost_per_query") or {})}.items():
        name = rate(field)
        if name and isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            if field == "input_cost_per_token_cache_hit" and "cache_read_input_token_cost" in entry:
                continue
            found.setdefault(name, number(value * NANO))
    for field, name in FACTORS.items():
        if field in entry:
            found[name] = number(entry[field])
    for name, value in (entry.get("provider_specific_entry") or {}).items():
        if isinstance(value, (int, Decimal)):
            found["*" + name] = number(value)
    if entry.get("web_search_billing_unit") == "per_query":
        found["*search_by_query"] = "1"
    return " ".join(f"{name}={value}" for name, value in found.items())


def first(tier):
    """From where on a step of a price list counts; what lies between whole results counts from the whole before."""
    if "range" in tier:
        return int(tier["range"][0])
    lowest = int(tier["max_results_range"][0])
    return max(0, lowest - 1)


def row(key, entry):
    return [
        key,
        home(entry),
        entry.get("mode", "chat"),
        limit(entry, "max_input_tokens"),
        limit(entry, "max_output_tokens"),
        ",".join(sorted(abilities(entry))),
        "y" if complete(key, entry) else "",
        facts(entry),
        prices(entry),
    ]


def file_of(key, providers):
    first_part = key.split("/")[0]
    return first_part if "/" in key and first_part in providers else "own"


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        entries = json.load(source, parse_float=Decimal)
    models = {key: entry for key, entry in entries.items() if is_model(key, entry)}
    providers = {home(entry) for entry in models.values()} | {entry["litellm_provider"] for entry in models.values()}
    files = {}
    for key, entry in models.items():
        files.setdefault(file_of(key, providers), []).append(row(key, entry))
    folder = sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    for name, rows in files.items():
        with open(os.path.join(folder, name + ".tsv"), "w", encoding="utf-8", newline="\n") as out:
            out.write("\t".join(COLUMNS) + "\n")
            for line in sorted(rows, key=lambda r: r[0].encode()):
                out.write("\t".join(line) + "\n")
    with open(os.path.join(folder, "index.txt"), "w", encoding="utf-8", newline="\n") as out:
        out.write("\n".join(sorted(set(files) - {"own"})) + "\n")


if __name__ == "__main__":
    main()
