package dev.dragoman.gateway.batch;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonString;
import dev.dragoman.provider.BatchLayout;
import dev.dragoman.provider.BatchService;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.BatchExchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns a file of OpenAI's requests into the document that a vendor takes. For one file; confined to one thread. */
final class InputDocument {

    private static final Slice LINE_END = Slice.utf8("\n");

    private final Dialect openai;
    private final BatchExchange exchange;
    private final Function<String, Place> places;
    private final BiFunction<Place, InputLine, Attempt> attempts;
    private final List<Slice> pieces = new ArrayList<>();
    private final List<Slice> customIds = new ArrayList<>();
    private final Map<String, Long> seen = new HashMap<>();
    private final Set<String> betas = new LinkedHashSet<>();
    private @Nullable Place place;
    private String model = "";

    /**
     * A document.
     *
     * @param openai the dialect of the file's lines
     * @param places the place of the model that a file is for
     * @param attempts the circumstances of a line
     */
    InputDocument(
            Dialect openai,
            BatchExchange exchange,
            Function<String, Place> places,
            BiFunction<Place, InputLine, Attempt> attempts) {
        this.openai = openai;
        this.exchange = exchange;
        this.places = places;
        this.attempts = attempts;
    }

    /**
     * What a file became.
     *
     * @param document what the vendor takes
     * @param customIds the clients' names of its lines, a JSON text in each line
     * @param betas the features of Anthropic's API that its lines need
     */
    record Written(Place place, Body document, Body customIds, long lines, List<String> betas) {}

    /** The key of a line: eleven letters and digits, which is what every vendor takes. */
    static String key(long line) {
        String digits = Long.toString(line);
        return "r" + "0".repeat(10 - digits.length()) + digits;
    }

    /** The line of a key, counted from 1; 0 for a key that is none. */
    static int line(String key) {
        try {
            return key.startsWith("r") ? Integer.parseInt(key.substring(1)) : 0;
        } catch (NumberFormatException other) {
            return 0;
        }
    }

    /** Reads all lines. */
    Written of(Slice file) {
        int end = file.offset() + file.length();
        int from = beginning(file);
        long number = 0;
        while (from < end) {
            int lineEnd = Lines.end(file, from);
            Slice line = new Slice(file.array(), from, lineEnd - from);
            number++;
            if (!Lines.isBlank(line)) {
                add(InputLine.read(number, line, openai));
            }
            from = lineEnd + 1;
        }
        Place found = place;
        if (found == null) {
            throw Wrong.field("file", "file: empty (expected: a request in each line)");
        }
        pieces.add(Slice.utf8(found.service().layout().ending()));
        return new Written(found, new Body(pieces), new Body(customIds), seen.size(), List.copyOf(betas));
    }

    /** Some editors begin a file with a mark of its encoding. */
    private static int beginning(Slice file) {
        byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
        int at = file.offset();
        boolean marked = file.length() >= mark.length;
        for (int i = 0; marked && i < mark.length; i++) {
            marked = file.array()[at + i] == mark[i];
        }
        return marked ? at + mark.length : at;
    }

    private void add(InputLine line) {
        Long before = seen.putIfAbsent(line.customId(), line.number());
        if (before != null) {
            throw Wrong.line(
                    line.number(),
                    "custom_id",
                    "\"" + Wrong.shown(line.customId()) + "\" as in line " + before + " (expected: unique names)");
        }
        Place at = place(line);
        BatchService service = at.service();
        BatchLayout layout = service.layout();
        pieces.add(Slice.utf8(seen.size() == 1 ? layout.opening() : layout.separator()));
        pieces.addAll(
                service.line(key(seen.size()), composed(at, line)).toBody().slices());
        customIds.add(Slice.of(Json.bytes(new JsonString(line.customId()))));
        customIds.add(LINE_END);
    }

    private Place place(InputLine line) {
        Place known = place;
        if (known == null) {
            model = line.model();
            known = places.apply(model);
            place = known;
        } else if (!model.equals(line.model())) {
            throw Wrong.line(
                    line.number(),
                    "body.model",
                    "\"" + Wrong.shown(line.model()) + "\" (expected: \"" + Wrong.shown(model)
                            + "\" as in the first line, for a file is for one model)");
        }
        return known;
    }

    private UpstreamRequest composed(Place at, InputLine line) {
        try {
            UpstreamRequest request = exchange.written(line.body(), openai, at.deployment(), attempts.apply(at, line));
            for (String announced : request.headers().all("anthropic-beta")) {
                betas.addAll(List.of(announced.split(",", -1)));
            }
            return request;
        } catch (LlmException wrong) {
            throw Wrong.line(line.number(), wrong);
        }
    }

    /** The clients' names of the lines of a file, in order. */
    static List<String> customIds(byte[] kept) {
        List<String> ids = new ArrayList<>();
        new String(kept, StandardCharsets.UTF_8).lines().forEach(line -> {
            if (Json.parse(line) instanceof JsonString text) {
                ids.add(text.value());
            }
        });
        return ids;
    }
}
