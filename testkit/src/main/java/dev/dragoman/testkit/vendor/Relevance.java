package dev.dragoman.testkit.vendor;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Made-up relevance: how many of a query's words a text has. */
public final class Relevance {

    private Relevance() {}

    /** From nothing, 0, to all, 1. */
    public static double of(String query, String text) {
        List<String> words = List.of(query.toLowerCase(Locale.ROOT).split(" "));
        String lower = text.toLowerCase(Locale.ROOT);
        return (double) words.stream().filter(lower::contains).count() / words.size();
    }

    /** The places of the texts, the most relevant first. */
    public static List<Integer> order(String query, List<String> texts) {
        return IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -of(query, texts.get(i))))
                .toList();
    }
}
