package dev.dragoman.dialect.gemini;

import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tokens by kind: a list of {@code modality} and count here, an object of {@code ..._tokens} elsewhere. */
record Modalities(JsonObject counts) {

    static final Modalities NONE = new Modalities(JsonObject.EMPTY);

    private static final String AUDIO = "audio_tokens";
    private static final String SUFFIX = "_tokens";
    private static final String[] KNOWN = {"text", "image", "audio", "video", "document"};

    /** The counts of a list; those of one kind are added up. */
    static Modalities of(Iterable<ProtoField> list) {
        Modalities sum = NONE;
        for (ProtoField item : list) {
            String modality = item.string("modality");
            Long count = item.integer("tokenCount");
            if (modality != null && count != null) {
                sum = sum.plus(modality.toLowerCase(Locale.ROOT) + SUFFIX, count);
            }
        }
        return sum;
    }

    /** The counts of OpenAI's details. */
    static Modalities ofOpenAi(JsonObject details, @Nullable Long audio) {
        Modalities all = NONE;
        for (String kind : KNOWN) {
            Long count = kind.equals("audio") ? audio : details.integer(kind + SUFFIX);
            all = count == null ? all : all.with(kind + SUFFIX, count);
        }
        return all;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    @Nullable
    Long get(String name) {
        return counts.integer(name);
    }

    Modalities with(String name, long count) {
        return new Modalities(counts.toBuilder().put(name, count).build());
    }

    /** These counts and the others. */
    Modalities plus(Modalities others) {
        Modalities sum = this;
        for (String name : others.counts.names()) {
            Long count = others.get(name);
            sum = count == null ? sum : sum.plus(name, count);
        }
        return sum;
    }

    /** These counts without the others; a kind that is not counted here stays so. */
    Modalities minus(Modalities others) {
        Modalities rest = this;
        for (String name : others.counts.names()) {
            Long all = get(name);
            Long part = others.get(name);
            rest = all == null || part == null ? rest : rest.with(name, Math.max(0, all - part));
        }
        return rest;
    }

    /** The counts without audio, which has a place of its own. */
    JsonObject withoutAudio() {
        return counts.without(AUDIO);
    }

    void write(JsonWriter out, String name) {
        if (isEmpty()) {
            return;
        }
        out.name(name).beginArray();
        for (String kind : counts.names()) {
            String modality = kind.substring(0, kind.length() - SUFFIX.length()).toUpperCase(Locale.ROOT);
            out.beginObject().member("modality", modality);
            out.memberIfPresent("tokenCount", get(kind)).endObject();
        }
        out.endArray();
    }

    private Modalities plus(String name, long count) {
        Long before = get(name);
        return with(name, before == null ? count : before + count);
    }
}
