package dev.dragoman.gateway.endpoint;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.json.JsonArray;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An endpoint that answers with a list: as JSON, or as comma-separated values for those who ask for them. */
public final class TableEndpoint implements Endpoint {

    private static final String CSV = "text/csv";

    private final Dialect dialect;
    private final Function<Request, JsonArray> rows;
    private final Function<JsonArray, String> csv;

    /**
     * An endpoint.
     *
     * @param csv writes rows as comma-separated values
     */
    public TableEndpoint(Dialect dialect, Function<Request, JsonArray> rows, Function<JsonArray, String> csv) {
        this.dialect = dialect;
        this.rows = rows;
        this.csv = csv;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void handle(Request request) {
        JsonArray found = rows.apply(request);
        if (wantsCsv(request)) {
            Responses.text(request.exchange(), 200, CSV + "; charset=utf-8", csv.apply(found));
        } else {
            Responses.json(request.exchange(), 200, found);
        }
    }

    private static boolean wantsCsv(Request request) {
        @Nullable String format = request.query("format");
        String accept = request.exchange().headers().first("accept");
        return format != null
                ? format.equalsIgnoreCase("csv")
                : accept != null && accept.toLowerCase(Locale.ROOT).contains(CSV);
    }
}
