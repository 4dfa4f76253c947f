package dev.dragoman.gateway.batch;

import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.http.Body;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.BatchJob;
import dev.dragoman.provider.BatchOrder;
import dev.dragoman.provider.BatchService;
import dev.dragoman.provider.VendorCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Batches: made of a file, looked at, listed and cancelled. Thread-safe. */
final class BatchesDesk {

    private static final Set<String> MEMBERS = Set.of(
            "input_file_id",
            "endpoint",
            "completion_window",
            "metadata",
            "model",
            "target_model_names",
            "custom_llm_provider",
            "litellm_metadata");
    private static final int MOST_METADATA = 16;
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_VALUE = 512;
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 50;

    private final Desk desk;
    private final Outputs outputs;
    private final CallIds names;
    private final Semaphore large;

    /**
     * The desk.
     *
     * @param large what takes room on the heap for a whole document waits for this
     */
    BatchesDesk(Desk desk, Outputs outputs, CallIds names, Semaphore large) {
        this.desk = desk;
        this.outputs = outputs;
        this.names = names;
        this.large = large;
    }

    /** Makes a batch of a file. */
    void create(LibraryCall call) {
        Request request = call.request();
        JsonBody asked = checked(call.json());
        KeptId input = desk.ids().read(String.valueOf(call.input()), request.requiredCaller());
        if (input.kind() != KeptId.Kind.FILE) {
            throw Wrong.field("input_file_id", "input_file_id: of something else (expected: a file that was uploaded)");
        }
        JsonObject metadata = metadata(asked);
        Place place = desk.of(input);
        Cancellation cancellation = request.exchange().cancellation();
        FileStorage store = desk.store(place, cancellation);
        byte[] kept = store.read(FileNote.note(input.name()));
        if (kept == null) {
            throw Wrong.missing(String.valueOf(call.input()));
        }
        FileNote file = FileNote.read(kept);
        BatchNote note = new BatchNote(file.id(), desk.now(), file.lines(), metadata);
        Answers.json(request, made(place, store, file, note, cancellation));
    }

    private JsonObject made(Place place, FileStorage store, FileNote file, BatchNote note, Cancellation cancellation) {
        BatchService service = place.service();
        String name = names.next();
        boolean onShelf = service.shelf(place.target()) != null;
        if (onShelf) {
            remember(store, name, note); // before: a job that nobody remembers could not be read
        }
        BatchJob job;
        large.acquireUninterruptibly();
        try {
            String document = FileNote.document(note.input().name());
            BatchOrder order = new BatchOrder(
                    name,
                    document,
                    BatchNote.output(name),
                    onShelf ? Body.EMPTY : whole(store, document),
                    file.betas());
            job = service.created(ask(service.create(order, place.target()), place, cancellation), name);
        } finally {
            large.release();
        }
        String known = job.name() == null ? name : job.name();
        if (!onShelf) {
            remember(store, known, note);
        }
        return view(place, known, job, note);
    }

    private static void remember(FileStorage store, String name, BatchNote note) {
        byte[] customIds = store.read(FileNote.customIds(note.input().name()));
        store.put(BatchNote.customIds(name), "application/jsonl", Body.of(customIds == null ? new byte[0] : customIds));
        store.put(BatchNote.note(name), "application/json", note.written());
    }

    private static Body whole(FileStorage store, String name) {
        List<Slice> slices = new ArrayList<>();
        try (FileStorage.Content content = store.open(name)) {
            Slice piece = content == null ? null : content.read();
            while (content != null && piece != null) {
                slices.add(piece);
                piece = content.read();
            }
        }
        return new Body(slices);
    }

    void show(LibraryCall call) {
        KeptId id = id(call);
        Answers.json(call.request(), current(id, call.request().exchange().cancellation()));
    }

    void cancel(LibraryCall call) {
        KeptId id = id(call);
        Place place = desk.of(id);
        Cancellation cancellation = call.request().exchange().cancellation();
        desk.exchange()
                .ask(
                        place.service().cancel(id.job(), place.target()),
                        place.side(),
                        place.deployment(),
                        desk.attempt(place, cancellation));
        Answers.json(call.request(), current(id, cancellation));
    }

    private JsonObject current(KeptId id, Cancellation cancellation) {
        Place place = desk.of(id);
        BatchService service = place.service();
        BatchJob job = service.job(ask(service.get(id.job(), place.target()), place, cancellation));
        return new BatchView(id, job, outputs.note(id, cancellation), desk.ids()).told();
    }

    /** Lists the batches that were made here; a vendor may know of more. */
    void list(LibraryCall call) {
        Request request = call.request();
        int limit = Answers.limit(request);
        String after = request.query("after");
        String passed = after == null
                ? null
                : desk.ids().read(after, request.requiredCaller()).job();
        String model = call.model();
        Place place = model == null ? desk.anyModel(String.valueOf(call.provider())) : desk.group(model);
        Listing listing = new Listing(place, request, limit, passed);
        listing.read();
        Answers.page(request, listing.found, listing.more);
    }

    /** Goes through a vendor's jobs until there are enough. */
    private final class Listing {

        private final Place place;
        private final Request request;
        private final int limit;
        private final FileStorage store;
        private final List<JsonObject> found = new ArrayList<>();
        private @Nullable String passed;
        private boolean more;

        Listing(Place place, Request request, int limit, @Nullable String passed) {
            this.place = place;
            this.request = request;
            this.limit = limit;
            this.passed = passed;
            this.store = desk.store(place, request.exchange().cancellation());
        }

        void read() {
            BatchService service = place.service();
            String next = null;
            for (int page = 0; page < MOST_PAGES && !more; page++) {
                VendorCall asking = service.list(PAGE, next, place.target());
                BatchJob.Page told =
                        service.page(ask(asking, place, request.exchange().cancellation()));
                told.jobs().forEach(this::take);
                next = told.next();
                if (next == null) {
                    return;
                }
            }
        }

        private void take(BatchJob job) {
            if (passed != null) {
                passed = job.id().equals(passed) ? null : passed;
                return;
            }
            String name = job.name();
            byte[] kept = more || name == null ? null : store.read(BatchNote.note(name));
            BatchNote note = kept == null ? null : BatchNote.read(kept);
            if (note == null || name == null || !isOwn(note)) {
                return;
            }
            more = found.size() == limit;
            if (!more) {
                KeptId id = note.input().as(KeptId.Kind.BATCH).of(name, job.id());
                found.add(new BatchView(id, job, note, desk.ids()).told());
            }
        }

        private boolean isOwn(BatchNote note) {
            return request.requiredCaller().admin()
                    || note.input().owner().equals(desk.ids().owner(request.requiredCaller()));
        }
    }

    private JsonObject view(Place place, String name, BatchJob job, BatchNote note) {
        KeptId id =
                KeptId.of(KeptId.Kind.BATCH, place, name, job.id(), note.input().owner());
        return new BatchView(id, job, note, desk.ids()).told();
    }

    private JsonObject ask(VendorCall call, Place place, Cancellation cancellation) {
        return Json.parseObject(
                desk.exchange().ask(call, place.side(), place.deployment(), desk.attempt(place, cancellation)));
    }

    private KeptId id(LibraryCall call) {
        String told = String.valueOf(call.id());
        KeptId id = desk.ids().read(told, call.request().requiredCaller());
        if (id.kind() != KeptId.Kind.BATCH) {
            throw Wrong.missing(told);
        }
        return id;
    }

    private static JsonBody checked(@Nullable JsonBody json) {
        if (json == null) {
            throw Wrong.field(null, "the request body is no JSON object");
        }
        for (String name : json.names()) {
            if (!MEMBERS.contains(name)) {
                throw Wrong.field(
                        name,
                        Wrong.shown(name) + ": not supported for batches of this provider (expected: input_file_id,"
                                + " endpoint, completion_window, metadata)");
            }
        }
        expect(json, "endpoint", InputLine.CHAT);
        expect(json, "completion_window", BatchView.WINDOW);
        if (!json.has("input_file_id") || json.string("input_file_id") == null) {
            throw Wrong.field("input_file_id", "input_file_id: missing (expected: the id of a file for this provider)");
        }
        return json;
    }

    private static void expect(JsonBody json, String name, String expected) {
        String value = json.has(name) ? json.string(name) : null;
        if (!expected.equals(value)) {
            throw Wrong.field(
                    name,
                    name + ": " + (value == null ? "missing" : "\"" + Wrong.shown(value) + "\"") + " (expected: "
                            + expected + ")");
        }
    }

    private static @Nullable JsonObject metadata(JsonBody json) {
        if (!json.has("metadata") || json.isNull("metadata")) {
            return null;
        }
        JsonValue told = json.value("metadata");
        if (!(told instanceof JsonObject metadata) || metadata.size() > MOST_METADATA) {
            throw Wrong.field("metadata", "metadata: (expected: an object of at most 16 texts)");
        }
        metadata.forEach((key, value) -> {
            boolean fits = key.length() <= LONGEST_KEY
                    && value instanceof JsonString text
                    && text.value().length() <= LONGEST_VALUE;
            if (!fits) {
                throw Wrong.field(
                        "metadata." + key,
                        "metadata." + Wrong.shown(key)
                                + ": (expected: a text of at most 512 characters, under a name of" + " at most 64)");
            }
        });
        return metadata;
    }
}
