package dev.dragoman.gateway.endpoint;

import dev.dragoman.http.Body;
import dev.dragoman.http.Slice;
import dev.dragoman.model.SseEvent;
import java.util.ArrayList;
import java.util.List;

/** Events as the items of one JSON array: how Google streams to clients that do not ask for server-sent events. */
final class JsonArrayBuffer implements EventBuffer {

    private static final Slice OPEN = Slice.utf8("[");
    private static final Slice NEXT = Slice.utf8(",\r\n");
    private static final Slice CLOSE = Slice.utf8("]");

    private final List<Slice> gathered = new ArrayList<>();
    private boolean begun;

    @Override
    public void accept(SseEvent event) {
        gathered.add(begun ? NEXT : OPEN);
        gathered.add(Slice.of(event.data()));
        begun = true;
    }

    @Override
    public boolean isEmpty() {
        return gathered.isEmpty();
    }

    @Override
    public Body take() {
        Body body = new Body(gathered);
        gathered.clear();
        return body;
    }

    @Override
    public void end() {
        if (!begun) {
            gathered.add(OPEN);
        }
        gathered.add(CLOSE);
    }
}
