package dev.dragoman.gateway.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.http.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventTypeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'x.y'}",
                " {\n 'event_id' : 'e' , 'type' : 'x.y' , 'delta' : 'AAAA'}",
                "{'response':{'type':'no','list':[1,{'type':'no'},'}',-2.5e3,true]},'a':null,'type':'x.y'}",
                "{'text':'\\'type\\':\\'no\\'','type':'x.y'}",
                "{'type':'x.y','broken",
            })
    void theOutermostTypeIsFound(String event) {
        assertThat(EventType.of(Slice.utf8(event.replace('\'', '"')))).isEqualTo("x.y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'a':{'type':'no'}}",
                "{'type':7}",
                "{'type':'cut",
                "{'a':'type'",
                "{'type'",
                "x"
            })
    void whatHasNoTypeHasNone(String event) {
        assertThat(EventType.of(Slice.utf8(event.replace('\'', '"')))).isNull();
    }

    @Test
    void onlyTheSliceIsLookedAt() {
        byte[] bytes = "{\"type\":\"no\"}{\"type\":\"yes\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(EventType.of(new Slice(bytes, 13, 14))).isEqualTo("yes");
    }
}
