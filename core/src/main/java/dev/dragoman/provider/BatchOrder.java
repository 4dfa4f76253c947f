package dev.dragoman.provider;

import dev.dragoman.http.Body;
import java.util.List;

/**
 * What a job is made of.
 *
 * @param name tells it from other jobs; letters, digits and dashes
 * @param input the name of the document on the shelf
 * @param output the beginning of the names of its results on the shelf; ends with a slash
 * @param document the document itself; empty where it stands on a shelf
 * @param betas the features of Anthropic's API that its lines need
 */
public record BatchOrder(String name, String input, String output, Body document, List<String> betas) {

    public BatchOrder {
        betas = List.copyOf(betas);
    }
}
