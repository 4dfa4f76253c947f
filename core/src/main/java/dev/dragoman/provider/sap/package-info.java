/** SAP AI Core: models behind the orchestration service of a resource group. */
@NullMarked
package dev.dragoman.provider.sap;

import org.jspecify.annotations.NullMarked;
