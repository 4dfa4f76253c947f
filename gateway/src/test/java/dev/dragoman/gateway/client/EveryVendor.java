package dev.dragoman.gateway.client;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A test that is run once per fake vendor and way to it, with the model's name. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ValueSource(
        strings = {
            "openai",
            "azure",
            "anthropic",
            "gemini",
            "bedrock",
            "bedrock-key",
            "cohere",
            "ollama",
            "vertex-gemini",
            "vertex-claude",
            "vertex-open",
            "compatible"
        })
@interface EveryVendor {}
