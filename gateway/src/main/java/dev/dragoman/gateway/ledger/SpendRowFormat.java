package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.ledger.SpendRow.Answering;
import dev.dragoman.gateway.ledger.SpendRow.Cached;
import dev.dragoman.gateway.ledger.SpendRow.Payers;
import dev.dragoman.gateway.ledger.SpendRow.Times;
import dev.dragoman.gateway.ledger.SpendRow.Tokens;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonSyntaxException;
import dev.dragoman.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as bytes and back: JSON with short names, in which what is empty is left out. A later version may add members. */
public final class SpendRowFormat {

    private SpendRowFormat() {}

    /** The bytes of a row. */
    public static byte[] bytes(SpendRow row) {
        JsonObject.Builder json = JsonObject.builder().put("id", row.id());
        text(json, "rq", row.requestId());
        text(json, "ca", row.callId());
        text(json, "ct", row.callType());
        text(json, "ep", row.endpoint());
        number(json, "ok", row.success() ? 1 : 0);
        number(json, "$", row.spend());
        number(json, "es", row.estimated() ? 1 : 0);
        payers(json, row.payers());
        answering(json, row.answering());
        tokens(json, row.tokens());
        json.put("t0", row.times().started().toEpochMilli())
                .put("t1", row.times().ended().toEpochMilli());
        Instant first = row.times().firstToken();
        json.putIfPresent("tf", first == null ? null : Long.valueOf(first.toEpochMilli()));
        number(json, "ch", row.cached().hit() ? 1 : 0);
        text(json, "ck", row.cached().key());
        text(json, "se", row.session());
        text(json, "ip", row.ip());
        json.putIfPresent("md", row.metadata().isEmpty() ? null : row.metadata());
        json.putIfPresent("pm", row.payment().isEmpty() ? null : row.payment());
        return Json.bytes(json.build());
    }

    private static void payers(JsonObject.Builder json, Payers payers) {
        text(json, "k", payers.key());
        text(json, "u", payers.user());
        text(json, "tm", payers.team());
        text(json, "og", payers.organization());
        text(json, "eu", payers.endUser());
        json.putIfPresent("tg", payers.tags().isEmpty() ? null : JsonArray.ofStrings(payers.tags()));
    }

    private static void answering(JsonObject.Builder json, Answering answering) {
        text(json, "m", answering.model());
        text(json, "g", answering.group());
        text(json, "d", answering.deployment());
        text(json, "p", answering.provider());
        text(json, "b", answering.base());
    }

    private static void tokens(JsonObject.Builder json, Tokens tokens) {
        number(json, "tp", tokens.prompt());
        number(json, "tc", tokens.completion());
        number(json, "tt", tokens.total());
        number(json, "tr", tokens.cacheRead());
        number(json, "tw", tokens.cacheCreation());
    }

    private static void text(JsonObject.Builder json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }

    private static void number(JsonObject.Builder json, String name, long number) {
        if (number != 0) {
            json.put(name, number);
        }
    }

    /**
     * The row of bytes.
     *
     * @throws IllegalArgumentException when they are none
     */
    public static SpendRow row(byte[] bytes) {
        try {
            return row(Json.parseObject(bytes));
        } catch (JsonSyntaxException wrong) {
            throw new IllegalArgumentException("no row of the ledger: " + wrong.getMessage(), wrong);
        }
    }

    private static SpendRow row(JsonObject json) {
        if (json.string("id") == null) {
            throw new IllegalArgumentException("no row of the ledger: it has no id");
        }
        Long first = json.integer("tf");
        return new SpendRow(
                text(json, "id"),
                text(json, "rq"),
                text(json, "ca"),
                text(json, "ct"),
                text(json, "ep"),
                number(json, "ok") == 1,
                number(json, "$"),
                number(json, "es") == 1,
                payers(json),
                new Answering(text(json, "m"), text(json, "g"), text(json, "d"), text(json, "p"), text(json, "b")),
                new Tokens(
                        number(json, "tp"),
                        number(json, "tc"),
                        number(json, "tt"),
                        number(json, "tr"),
                        number(json, "tw")),
                new Times(
                        Instant.ofEpochMilli(number(json, "t0")),
                        Instant.ofEpochMilli(number(json, "t1")),
                        first == null ? null : Instant.ofEpochMilli(first)),
                new Cached(number(json, "ch") == 1, text(json, "ck")),
                text(json, "se"),
                text(json, "ip"),
                orEmpty(json.object("md")),
                orEmpty(json.array("pm")));
    }

    private static Payers payers(JsonObject json) {
        List<String> tags = new ArrayList<>();
        for (JsonValue tag : orEmpty(json.array("tg"))) {
            if (tag instanceof JsonString text) {
                tags.add(text.value());
            }
        }
        return new Payers(text(json, "k"), text(json, "u"), text(json, "tm"), text(json, "og"), text(json, "eu"), tags);
    }

    private static String text(JsonObject json, String name) {
        String text = json.string(name);
        return text == null ? "" : text;
    }

    private static long number(JsonObject json, String name) {
        Long number = json.integer(name);
        return number == null ? 0 : number;
    }

    private static JsonObject orEmpty(@Nullable JsonObject object) {
        return object == null ? JsonObject.EMPTY : object;
    }

    private static JsonArray orEmpty(@Nullable JsonArray array) {
        return array == null ? JsonArray.EMPTY : array;
    }
}
