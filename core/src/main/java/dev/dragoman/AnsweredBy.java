package dev.dragoman;

import dev.dragoman.http.Headers;
import java.util.List;

/**
 * Who answered a call.
 *
 * @param provider the provider's name
 * @param model the model, as the provider names it
 * @param retries attempts that failed before, at this model
 * @param dropped parameters that the model does not take and that were left out
 * @param headers the header fields of the vendor's answer
 */
public record AnsweredBy(String provider, String model, int retries, List<String> dropped, Headers headers) {

    public AnsweredBy {
        dropped = List.copyOf(dropped);
    }
}
