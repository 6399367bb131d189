/** How a process starts its services in order, says whether they are well, and stops them in reverse. */
@NullMarked
package dev.parley.runtime.service;

import org.jspecify.annotations.NullMarked;
