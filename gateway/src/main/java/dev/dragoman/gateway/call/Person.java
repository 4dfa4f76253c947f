package dev.dragoman.gateway.call;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who has said who they are.
 *
 * @param id of the user
 * @param email null when it is not known
 * @param role what they may do
 */
public record Person(String id, @Nullable String email, Role role) {}
