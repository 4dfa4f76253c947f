package dev.dragoman.gateway.client;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link EveryVendor}, but for those that cannot be made to call a tool. */
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
            "vertex-gemini",
            "vertex-claude",
            "vertex-open",
            "compatible"
        })
@interface EveryVendorThatObeys {}
