package dev.dragoman.gateway.call;

/**
 * Who is calling.
 *
 * @param keyHash SHA-256 of the key in hexadecimal; never the key
 * @param alias a name for reports
 * @param admin whether everything is allowed
 */
public record Caller(String keyHash, String alias, boolean admin) {}
