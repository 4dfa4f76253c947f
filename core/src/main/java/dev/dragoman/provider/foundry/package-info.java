/** Azure AI Foundry: models of many makers at an Azure resource or at a server of their own. */
@NullMarked
package dev.dragoman.provider.foundry;

import org.jspecify.annotations.NullMarked;
