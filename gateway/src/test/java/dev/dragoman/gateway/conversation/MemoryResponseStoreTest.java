package dev.dragoman.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MemoryResponseStoreTest {

    private static final String OWNER = "hash-1";

    private static StoredResponse response(String id, int bytes) {
        return new StoredResponse(id, OWNER, null, new byte[bytes], new byte[0]);
    }

    @Test
    void whatBelongsToAnotherIsNotThere() {
        MemoryResponseStore store = new MemoryResponseStore(10, 1_000);
        store.put(response("resp_1", 10));

        assertThat(store.find("hash-2", "resp_1")).isNull();
        assertThat(store.remove("hash-2", "resp_1")).isFalse();
        assertThat(store.find(OWNER, "resp_1")).isNotNull();
    }

    @Test
    void whatWasRemovedIsForgotten() {
        MemoryResponseStore store = new MemoryResponseStore(10, 1_000);
        store.put(response("resp_1", 10));

        assertThat(store.remove(OWNER, "resp_1")).isTrue();
        assertThat(store.remove(OWNER, "resp_1")).isFalse();
        assertThat(store.find(OWNER, "resp_1")).isNull();
    }

    @Test
    void theLeastRecentlyUsedGivesWay() {
        MemoryResponseStore store = new MemoryResponseStore(2, 1_000);
        store.put(response("resp_1", 10));
        store.put(response("resp_2", 10));
        store.find(OWNER, "resp_1");

        store.put(response("resp_3", 10));

        assertThat(store.find(OWNER, "resp_1")).isNotNull();
        assertThat(store.find(OWNER, "resp_2")).isNull();
    }

    @Test
    void largeOnesTakeTheRoomOfSeveral() {
        MemoryResponseStore store = new MemoryResponseStore(100, 290);
        for (int i = 0; i < 5; i++) {
            store.put(response("resp_" + i, 30));
        }

        store.put(response("resp_large", 200));

        assertThat(store.find(OWNER, "resp_large")).isNotNull();
        assertThat(store.find(OWNER, "resp_3")).isNull();
        assertThat(store.find(OWNER, "resp_4")).isNotNull();
    }

    @Test
    void oneThatIsTooLargeIsNotRememberedAtTheCostOfAllOthers() {
        MemoryResponseStore store = new MemoryResponseStore(100, 300);
        store.put(response("resp_1", 30));

        store.put(response("resp_large", 400));

        assertThat(store.find(OWNER, "resp_large")).isNull();
        assertThat(store.find(OWNER, "resp_1")).isNotNull();
    }

    @Test
    void anAnswerThatIsPutAgainTakesItsRoomOnce() {
        MemoryResponseStore store = new MemoryResponseStore(100, 300);
        store.put(response("resp_1", 100));

        for (int i = 0; i < 10; i++) {
            store.put(response("resp_2", 100));
        }

        assertThat(store.find(OWNER, "resp_1")).isNotNull();
    }
}
