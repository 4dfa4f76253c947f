/** The operator's wishes: LiteLLM's {@code config.yaml} and the process environment, checked and typed. */
@NullMarked
package dev.dragoman.gateway.config;

import org.jspecify.annotations.NullMarked;
