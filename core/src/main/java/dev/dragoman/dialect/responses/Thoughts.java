package dev.dragoman.dialect.responses;

import dev.dragoman.dialect.Field;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.model.Part;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code encrypted_content} of a reasoning item carries. It is opaque to clients, which send it back as it came, so it
 * also carries what other vendors want back: their signatures, their encrypted thoughts, and blocks of their own.
 *
 * <p>A vendor that speaks this format wants the item's id back beside it; both make up the signature of the thought.
 */
final class Thoughts {

    private static final String ID = "rs_";
    private static final char SEPARATOR = ':';
    private static final String SIGNED = "signed:";
    private static final String REDACTED = "redacted:";
    private static final String BLOCK = "block:";

    /** How content begins that is no vendor's of this format. */
    static final String[] FOREIGN = {SIGNED, REDACTED, BLOCK};

    private Thoughts() {}

    static boolean isForeign(String content) {
        return content.startsWith(SIGNED) || content.startsWith(REDACTED) || content.startsWith(BLOCK);
    }

    /** The id and the encrypted content that a vendor of this format gave a reasoning item. */
    record Proof(String id, String content) {}

    /** The part that a reasoning item is. */
    static Part read(Field item) {
        String content = item.string("encrypted_content");
        String text = text(item);
        if (content == null || content.isEmpty()) {
            return new Part.Thinking(text, null);
        }
        if (content.startsWith(REDACTED)) {
            return new Part.RedactedThinking(content.substring(REDACTED.length()));
        }
        if (content.startsWith(BLOCK)) {
            return block(item, content.substring(BLOCK.length()));
        }
        return new Part.Thinking(text, signature(item.string("id"), content));
    }

    /** The signature of a thought whose item has this id and content. */
    static @Nullable String signature(@Nullable String id, @Nullable String content) {
        if (content == null || content.isEmpty()) {
            return null;
        }
        return content.startsWith(SIGNED)
                ? content.substring(SIGNED.length())
                : (id == null ? ID : id) + SEPARATOR + content;
    }

    private static Part block(Field item, String carried) {
        int end = carried.indexOf(SEPARATOR);
        try {
            return new Part.Opaque(
                    carried.substring(0, Math.max(0, end)), Json.parse(carried.substring(Math.max(0, end) + 1)));
        } catch (JsonSyntaxException changed) {
            throw item.required("encrypted_content").wrong("what an earlier answer held");
        }
    }

    /** The words of a reasoning item: its summary, or what a model with open weights thought itself. */
    static String text(Field item) {
        String summary = texts(item.member("summary"));
        return summary.isEmpty() ? texts(item.member("content")) : summary;
    }

    private static String texts(@Nullable Field list) {
        StringBuilder texts = new StringBuilder();
        if (list != null) {
            for (Field part : list.items()) {
                texts.append(texts.isEmpty() ? "" : "\n\n").append(part.requiredString("text"));
            }
        }
        return texts.toString();
    }

    /** How another vendor's signature, or one with an id of its own, is carried by an item. */
    static String content(String signature) {
        return SIGNED + signature;
    }

    /** The id and content that a vendor of this format gave; null when another vendor signed. */
    static @Nullable Proof own(@Nullable String signature) {
        int end = signature == null || !signature.startsWith(ID) ? -1 : signature.indexOf(SEPARATOR);
        return signature == null || end < 0
                ? null
                : new Proof(signature.substring(0, end), signature.substring(end + 1));
    }

    static String content(Part.RedactedThinking redacted) {
        return REDACTED + redacted.data();
    }

    static String content(Part.Opaque opaque) {
        return BLOCK + opaque.dialect() + SEPARATOR + opaque.block().toJson();
    }
}
