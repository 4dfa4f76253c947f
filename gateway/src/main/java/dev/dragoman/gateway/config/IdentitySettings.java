package dev.dragoman.gateway.config;

/**
 * Who may call without a key of the gateway.
 *
 * @param tokens callers with JSON web tokens
 * @param custom callers whom code of the operator's own knows
 */
public record IdentitySettings(TokenSettings tokens, CustomAuthSettings custom) {

    /** Nobody. */
    public static final IdentitySettings KEYS_ONLY = new IdentitySettings(TokenSettings.OFF, CustomAuthSettings.NONE);
}
