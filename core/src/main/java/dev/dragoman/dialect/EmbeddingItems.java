package dev.dragoman.dialect;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be embedded, for models that see as well as read: each item of the input is a text, an image (as a data URI in place
 * of a text, or in an object), or both.
 *
 * @param items what is to be embedded, in order
 */
public record EmbeddingItems(List<Item> items) {

    private static final String EXPECTED = "a text, an image as a data URI, or an object with text or image";

    public EmbeddingItems {
        items = List.copyOf(items);
    }

    /**
     * One item.
     *
     * @param text its text; null when it has none
     * @param image its image: a data URI, an address, or base64; null when it has none
     */
    public record Item(@Nullable String text, @Nullable String image) {

        /** The image's base64, for vendors that read no address. */
        public String base64(int index) {
            String told = image == null ? "" : image;
            int comma = told.indexOf(";base64,");
            if (told.startsWith("data:") && comma > 0) {
                return told.substring(comma + ";base64,".length());
            }
            if (told.startsWith("http:") || told.startsWith("https:") || told.startsWith("gs:")) {
                throw Field.of(Field.Author.CLIENT, "input[" + index + "]", new JsonString(told))
                        .wrong("an image as a data URI; this vendor reads no addresses");
            }
            return told;
        }

        /** Whether there is nothing but a text. */
        public boolean isText() {
            return image == null;
        }
    }

    /** Reads them from a request. */
    public static EmbeddingItems read(Asked asked) {
        Field input = asked.required("input");
        if (!(input.value() instanceof JsonArray list)) {
            return new EmbeddingItems(List.of(item(input)));
        }
        if (list.isEmpty()) {
            throw input.wrong(EXPECTED + ", or a list of them");
        }
        List<Item> items = new ArrayList<>(list.size());
        input.items().forEach(field -> items.add(item(field)));
        return new EmbeddingItems(items);
    }

    /** The tokens of the texts, as far as they can be told without the model's own tokenizer. */
    public EmbeddingInputs texts(Asked asked) {
        List<String> texts = items.stream()
                .map(item -> item.text() == null ? "" : item.text())
                .toList();
        return new EmbeddingInputs(texts, EmbeddingInputs.isBase64(asked.body("encoding_format")));
    }

    private static Item item(Field field) {
        return switch (field.value()) {
            case JsonString text when text.value().startsWith("data:image/") -> new Item(null, text.value());
            case JsonString text -> new Item(text.value(), null);
            case JsonObject object -> object(field);
            case JsonNumber token -> throw EmbeddingInputs.tokens();
            case JsonArray tokens when isTokens(tokens) -> throw EmbeddingInputs.tokens();
            default -> throw field.wrong(EXPECTED);
        };
    }

    private static boolean isTokens(JsonArray list) {
        return !list.isEmpty() && list.items().getFirst() instanceof JsonNumber;
    }

    private static Item object(Field field) {
        String text = field.string("text");
        Field image = field.member("image");
        Field addressed = field.member("image_url");
        String found = image != null ? image.text() : addressed == null ? null : address(addressed);
        if (text == null && found == null) {
            throw field.wrong(EXPECTED);
        }
        return new Item(text, found);
    }

    private static String address(Field image) {
        return image.isText() ? image.text() : image.requiredString("url");
    }
}
