package dev.dragoman.provider.watsonx;

import dev.dragoman.dialect.Dialect;
import dev.dragoman.dialect.WrappedDialect;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;

/**
 * Text generation as watsonx.ai offers it; its refusals are those of its chat.
 *
 * @param spoken how a text is gone on with
 * @param chat how chat is spoken
 */
record WatsonxTextDialect(Dialect spoken, Dialect chat) implements WrappedDialect {

    @Override
    public LlmException readError(VendorError error) {
        return chat.readError(error);
    }
}
