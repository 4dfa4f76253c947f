package dev.dragoman.gateway.batch;

import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.http.Cancellation;
import dev.dragoman.http.Slice;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.BatchJob;
import dev.dragoman.provider.BatchService;
import dev.dragoman.provider.Shelf;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What batches wrote, translated while it is read: nothing of it is kept here. Thread-safe. */
record Outputs(Desk desk, BatchSpending spending) {

    /** The file of answers or of errors, as OpenAI's clients know it; its length is found by reading it. */
    JsonObject file(KeptId id, Request request) {
        long[] bytes = {0};
        lines(id, request, piece -> bytes[0] += piece.length());
        boolean answers = id.kind() == KeptId.Kind.OUTPUT;
        return JsonObject.builder()
                .put("id", desk.ids().told(id))
                .put("object", "file")
                .put("bytes", bytes[0])
                .put("created_at", note(id, request.exchange().cancellation()).created())
                .put("filename", (answers ? "output-" : "errors-") + id.name() + ".jsonl")
                .put("purpose", "batch_output")
                .put("status", "processed")
                .build();
    }

    /** The lines of the file of answers or of errors. */
    void lines(KeptId id, Request request, Consumer<Slice> into) {
        Cancellation cancellation = request.exchange().cancellation();
        Place place = desk.of(id);
        requireEnd(place, id, cancellation);
        FileStorage store = desk.store(place, cancellation);
        byte[] customIds = store.read(BatchNote.customIds(id.name()));
        long created = note(id, cancellation).created();
        ResultLines results = new ResultLines(
                place,
                desk.openai(),
                InputDocument.customIds(customIds == null ? new byte[0] : customIds),
                id.name(),
                created);
        boolean answers = id.kind() == KeptId.Kind.OUTPUT;
        Bill bill = new Bill(spending, place, store, id.name());
        each(place, id, cancellation, line -> {
            ResultLines.Told told = results.told(line);
            if (told.answered() == answers) {
                bill.add(told.usage());
                into.accept(whole(told.text()));
            }
        });
        if (answers) {
            bill.book(request, desk.openai());
        }
    }

    private static Slice whole(byte[] line) {
        byte[] whole = Arrays.copyOf(line, line.length + 1);
        whole[line.length] = '\n';
        return Slice.of(whole);
    }

    /** Before the end some vendors have written a part of the results, which nobody shall take for all. */
    private void requireEnd(Place place, KeptId id, Cancellation cancellation) {
        BatchService service = place.service();
        byte[] answer = desk.exchange()
                .ask(
                        service.get(id.job(), place.target()),
                        place.side(),
                        place.deployment(),
                        desk.attempt(place, cancellation));
        BatchJob job = service.job(Json.parseObject(answer));
        if (!job.state().isFinal()) {
            throw new NotFoundException(ErrorDetail.of("the batch of this file has not ended")
                    .withType("invalid_request_error")
                    .withParam("id"));
        }
    }

    private void each(Place place, KeptId id, Cancellation cancellation, Consumer<Slice> line) {
        BatchService service = place.service();
        Shelf shelf = service.results(place.target());
        if (shelf == null) {
            try (FileStorage.Content content = new ShelfStorage.Stream(
                    desk.exchange()
                            .open(
                                    service.results(id.job(), place.target()),
                                    place.side(),
                                    place.deployment(),
                                    desk.attempt(place, cancellation)),
                    place.deployment())) {
                Lines.of(content, line);
            }
            return;
        }
        FileStorage results = desk.results(place, cancellation);
        List<String> names = results.names(BatchNote.output(id.name())).stream()
                .filter(service::isResult)
                .sorted()
                .toList();
        for (String name : names) {
            try (FileStorage.Content content = results.open(name)) {
                if (content != null) {
                    Lines.of(content, line);
                }
            }
        }
    }

    /** What is remembered of a batch. */
    BatchNote note(KeptId id, Cancellation cancellation) {
        byte[] note = desk.store(desk.of(id), cancellation).read(BatchNote.note(id.name()));
        if (note == null) {
            throw Wrong.missing(desk.ids().told(id));
        }
        return BatchNote.read(note);
    }
}
