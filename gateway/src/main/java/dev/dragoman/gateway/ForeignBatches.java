package dev.dragoman.gateway;

import dev.dragoman.gateway.batch.BatchLibrary;
import dev.dragoman.gateway.batch.LibraryCall;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.relay.OtherLibrary;

/** Brings requests for files and batches to the room that translates them: neither room sees the other. */
record ForeignBatches(BatchLibrary library) implements OtherLibrary {

    @Override
    public boolean answered(Request request, Wanted wanted) {
        LibraryCall call = new LibraryCall(request, wanted.path(), wanted.provider(), wanted.body(), wanted.json());
        if (!library.takes(call)) {
            return false;
        }
        library.answer(call);
        return true;
    }
}
