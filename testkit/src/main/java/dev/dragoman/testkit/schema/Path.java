package dev.dragoman.testkit.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in a request something stands.
 *
 * @param steps from the root inwards
 */
public record Path(List<Step> steps) {

    /** The whole request. */
    public static final Path ROOT = new Path(List.of());

    /** One step inwards. */
    public sealed interface Step {

        /**
         * Into a field.
         *
         * @param name its name as sent
         */
        record Into(String name) implements Step {}

        /**
         * To an element of an array.
         *
         * @param index its position
         */
        record At(int index) implements Step {}

        /**
         * To one member of a tagged family; no step in the JSON.
         *
         * @param key the field with the tag
         * @param tag the tag
         */
        record As(String key, String tag) implements Step {}
    }

    /** Copies the list. */
    public Path {
        steps = List.copyOf(steps);
    }

    /** A field of this object. */
    public Path into(String name) {
        return with(new Step.Into(name));
    }

    /** An element of this array. */
    public Path at(int index) {
        return with(new Step.At(index));
    }

    /** This object seen as a member of a family. */
    public Path as(String key, String tag) {
        return with(new Step.As(key, tag));
    }

    /** The object or array that this stands in. */
    public Path parent() {
        return new Path(steps.subList(0, steps.size() - 1));
    }

    /** The name of the last field. */
    public String leaf() {
        return steps.reversed().stream()
                .filter(Step.Into.class::isInstance)
                .map(step -> ((Step.Into) step).name())
                .findFirst()
                .orElse("");
    }

    /** The path as {@code messages[0].content}. */
    public String bracketed() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Step.Into(String name) ->
                    text.append(text.isEmpty() ? "" : ".").append(name);
                case Step.At(int index) -> text.append('[').append(index).append(']');
                case Step.As ignored -> {}
            }
        }
        return text.toString();
    }

    /** The path as {@code messages.0.content.0.text.citations}, with the tags that stand in a field {@code type}. */
    public String dotted() {
        List<String> words = new ArrayList<>();
        for (Step step : steps) {
            switch (step) {
                case Step.Into(String name) -> words.add(name);
                case Step.At(int index) -> words.add(Integer.toString(index));
                case Step.As(String key, String tag) when key.equals("type") -> words.add(tag);
                case Step.As ignored -> {}
            }
        }
        return String.join(".", words);
    }

    private Path with(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Path(longer);
    }
}
