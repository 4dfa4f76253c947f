package dev.dragoman.gateway.batch;

import dev.dragoman.gateway.call.CallIds;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Files of batches: uploads, and what a batch wrote. Thread-safe. */
final class FilesDesk {

    private static final String JSONL = "application/jsonl";

    private final Desk desk;
    private final Outputs outputs;
    private final CallIds names;
    private final Semaphore large;

    /**
     * The desk.
     *
     * @param large what takes room on the heap for a whole document waits for this
     */
    FilesDesk(Desk desk, Outputs outputs, CallIds names, Semaphore large) {
        this.desk = desk;
        this.outputs = outputs;
        this.names = names;
        this.large = large;
    }

    /** Takes a file: every line is turned into what the vendor takes, and refused when it cannot be. */
    void upload(LibraryCall call) {
        Request request = call.request();
        UploadForm form =
                UploadForm.read(call.body(), request.exchange().headers().first("content-type"));
        String named = form.model() == null ? call.model() : form.model();
        large.acquireUninterruptibly();
        try {
            Answers.json(request, kept(call, form, named).told(desk.ids()));
        } finally {
            large.release();
        }
    }

    private FileNote kept(LibraryCall call, UploadForm form, @Nullable String named) {
        Request request = call.request();
        InputDocument.Written written = new InputDocument(
                        desk.openai(),
                        desk.exchange(),
                        model -> place(call, named, model),
                        (place, line) -> desk.attempt(
                                place, line.options(), request.exchange().cancellation()))
                .of(form.content());
        Place place = written.place();
        String name = names.next();
        String owner = desk.ids().owner(request.requiredCaller());
        FileNote note = new FileNote(
                KeptId.of(KeptId.Kind.FILE, place, name, "", owner),
                form.fileName(),
                form.content().length(),
                desk.now(),
                written.lines(),
                written.betas());
        FileStorage store = desk.store(place, request.exchange().cancellation());
        store.put(FileNote.content(name), JSONL, new Body(List.of(form.content())));
        store.put(FileNote.document(name), JSONL, written.document());
        store.put(FileNote.customIds(name), JSONL, written.customIds());
        store.put(FileNote.note(name), "application/json", note.written()); // last: only whole files are listed
        return note;
    }

    /** The place of a file whose lines are for that model. */
    private Place place(LibraryCall call, @Nullable String named, String model) {
        if (named == null) {
            return desk.at(String.valueOf(call.provider()), model);
        }
        Place place = desk.group(named);
        boolean same = model.equals(named)
                || model.equals(place.target().model())
                || model.equals(place.deployment().modelString());
        if (!same) {
            throw Wrong.line(
                    1,
                    "body.model",
                    "\"" + Wrong.shown(model) + "\" (expected: \"" + named + "\", which the file is for)");
        }
        return place;
    }

    void list(LibraryCall call) {
        Request request = call.request();
        String purpose = request.query("purpose");
        String model = call.model();
        Place place = model == null ? desk.anyModel(String.valueOf(call.provider())) : desk.group(model);
        FileStorage store = desk.store(place, request.exchange().cancellation());
        List<JsonObject> found = new ArrayList<>();
        boolean more = false;
        if (purpose == null || purpose.equals("batch")) {
            int limit = Answers.limit(request);
            String after = after(request);
            for (String name : FileNote.named(store.names(FileNote.folder()))) {
                if (!more && (after == null || name.compareTo(after) < 0)) {
                    FileNote note = own(store, name, request);
                    more = note != null && found.size() == limit;
                    if (note != null && !more) {
                        found.add(note.told(desk.ids()));
                    }
                }
            }
        }
        Answers.page(request, found, more);
    }

    private @Nullable String after(Request request) {
        String told = request.query("after");
        return told == null
                ? null
                : desk.ids().read(told, request.requiredCaller()).name();
    }

    private @Nullable FileNote own(FileStorage store, String name, Request request) {
        byte[] bytes = store.read(FileNote.note(name));
        FileNote note = bytes == null ? null : FileNote.read(bytes);
        boolean own = note != null
                && (request.requiredCaller().admin()
                        || note.id().owner().equals(desk.ids().owner(request.requiredCaller())));
        return own ? note : null;
    }

    void show(LibraryCall call) {
        KeptId id = id(call);
        JsonObject told =
                id.kind() == KeptId.Kind.FILE ? note(call, id).told(desk.ids()) : outputs.file(id, call.request());
        Answers.json(call.request(), told);
    }

    void content(LibraryCall call) {
        KeptId id = id(call);
        Answers.stream(
                call.request(),
                id.kind() == KeptId.Kind.FILE
                        ? into -> upload(call, id, into)
                        : into -> outputs.lines(id, call.request(), into));
    }

    private void upload(LibraryCall call, KeptId id, Consumer<Slice> into) {
        FileStorage store = desk.store(desk.of(id), call.request().exchange().cancellation());
        try (FileStorage.Content content = store.open(FileNote.content(id.name()))) {
            if (content == null) {
                throw Wrong.missing(String.valueOf(call.id()));
            }
            Slice piece = content.read();
            while (piece != null) {
                into.accept(piece);
                piece = content.read();
            }
        }
    }

    void delete(LibraryCall call) {
        KeptId id = id(call);
        if (id.kind() != KeptId.Kind.FILE) {
            throw Wrong.field(
                    "id",
                    "id: of a file that a batch wrote (expected: one that was uploaded; the vendor keeps"
                            + " a batch's results with the batch, for as long as it says)");
        }
        note(call, id);
        FileStorage store = desk.store(desk.of(id), call.request().exchange().cancellation());
        store.delete(FileNote.note(id.name())); // first: what is listed is whole
        store.delete(FileNote.content(id.name()));
        store.delete(FileNote.document(id.name()));
        store.delete(FileNote.customIds(id.name()));
        Answers.json(
                call.request(),
                JsonObject.builder()
                        .put("id", String.valueOf(call.id()))
                        .put("object", "file")
                        .put("deleted", true)
                        .build());
    }

    private FileNote note(LibraryCall call, KeptId id) {
        FileStorage store = desk.store(desk.of(id), call.request().exchange().cancellation());
        byte[] note = store.read(FileNote.note(id.name()));
        if (note == null) {
            throw Wrong.missing(String.valueOf(call.id()));
        }
        return FileNote.read(note);
    }

    private KeptId id(LibraryCall call) {
        String told = String.valueOf(call.id());
        KeptId id = desk.ids().read(told, call.request().requiredCaller());
        if (id.kind() == KeptId.Kind.BATCH) {
            throw Wrong.missing(told);
        }
        return id;
    }
}
