package dev.dragoman.gateway.call;

/**
 * What is left of a limit after a call was admitted.
 *
 * @param descriptor what is limited, such as {@code api_key}
 * @param counted what is counted: {@code requests}, {@code tokens} or {@code max_parallel_requests}
 * @param limit how much is allowed
 * @param remaining how much of it is left, as far as this instance knows; never negative
 */
public record Allowance(String descriptor, String counted, long limit, long remaining) {}
