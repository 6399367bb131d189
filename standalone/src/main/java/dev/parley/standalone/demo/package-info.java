/** A tenant, two users and what a newcomer needs to try the platform. */
@NullMarked
package dev.parley.standalone.demo;

import org.jspecify.annotations.NullMarked;
