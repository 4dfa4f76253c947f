package dev.dragoman.dialect.gemini;

import java.util.Set;

/** Members of {@code generationConfig} that callers may give by their own name. */
final class GenerationFields {

    private static final Set<String> NAMES = Set.of(
            "temperature",
            "topP",
            "topK",
            "candidateCount",
            "maxOutputTokens",
            "stopSequences",
            "responseLogprobs",
            "logprobs",
            "presencePenalty",
            "frequencyPenalty",
            "seed",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "responseModalities",
            "mediaResolution",
            "speechConfig",
            "audioTimestamp",
            "audioTranscriptionConfig",
            "thinkingConfig",
            "imageConfig",
            "enableEnhancedCivicAnswers",
            "enableAffectiveDialog",
            "routingConfig",
            "modelSelectionConfig",
            "translationConfig");

    private GenerationFields() {}

    static boolean contain(String camel) {
        return NAMES.contains(camel);
    }
}
