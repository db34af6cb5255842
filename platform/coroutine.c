/* SPDX-License-Identifier: MIT */
/*
 * Coroutines. From the bottom up: stacks (mapped, with a guard below), contexts (registers: the one place where stacks
 * change), sanitizers (which want to be told of a change), the coroutine made of the three, and the spares: coroutines
 * that have returned and wait for the next thing to run, so that creating one costs next to nothing.
 *
 * A coroutine lies at the top of its own stack:
 *
 *     mapping        mapping + GUARD_BYTES                                   coroutine
 *     | no access    | ...................................... <- stack grows | struct coroutine |
 */
#include "platform/coroutine.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifdef __has_feature /* Clang's way to tell what GCC tells by macros */
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#if __has_feature(thread_sanitizer)
#define __SANITIZE_THREAD__ 1
#endif
#endif

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <sanitizer/tsan_interface.h>
#define STACK_BYTES (1024 * 1024) /* sanitized frames are several times as large */
#else
#define STACK_BYTES (256 * 1024)
#endif

/*
 * COROUTINE_UCONTEXT asks for <ucontext.h> where registers would be switched by hand; it is also taken where no such
 * code was written, and where the compiler makes shadow stacks, which only libc knows how to change.
 */
#if !defined(__x86_64__) || (defined(__CET__) && (__CET__ & 2))
#define COROUTINE_UCONTEXT 1
#endif

#ifdef COROUTINE_UCONTEXT
#include <ucontext.h>
#endif

enum {
	GUARD_BYTES = 64 * 1024, /* a multiple of every page size */
	SPARES = 32,
};

#ifdef COROUTINE_UCONTEXT
struct context {
	ucontext_t registers;
};
#else
struct context {
	void *stack_pointer; /* the registers lie there */
};
#endif

/* What AddressSanitizer and ThreadSanitizer know of the two sides of a switch. */
struct sides {
	void *inside_fake_stack, *outside_fake_stack;
	const void *outside_stack;
	size_t outside_stack_bytes;
	void *inside_fiber, *outside_fiber;
};

struct coroutine {
	struct context inside, outside; /* where it was suspended, where it was resumed */
	struct sides sides;
	bool returned; /* run() has: nothing of it is left on the stack */
	void (*run)(void *argument);
	void *argument;
};

/* ---- Stacks ---- */

static size_t stack_bytes(void)
{
	return STACK_BYTES - (sizeof(struct coroutine) + 63) / 64 * 64;
}

static void *stack_bottom(struct coroutine *coroutine)
{
	return (char *)coroutine - stack_bytes();
}

static struct coroutine *stack_map(void)
{
	char *mapping = mmap(NULL, GUARD_BYTES + STACK_BYTES, PROT_READ | PROT_WRITE,
	                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);

	if (mapping == MAP_FAILED)
		return NULL;
	if (mprotect(mapping, GUARD_BYTES, PROT_NONE)) {
		munmap(mapping, GUARD_BYTES + STACK_BYTES);
		return NULL;
	}
	return (struct coroutine *)(mapping + GUARD_BYTES + stack_bytes());
}

static void stack_unmap(struct coroutine *coroutine)
{
#ifdef __SANITIZE_ADDRESS__
	/* Frames that were never left are still marked. */
	__asan_unpoison_memory_region(stack_bottom(coroutine), stack_bytes());
#endif
	munmap((char *)stack_bottom(coroutine) - GUARD_BYTES, GUARD_BYTES + STACK_BYTES);
}

/* ---- Contexts ---- */

/* ThreadSanitizer counts calls and returns for each stack: a switch, and what tells it of the switch, must not be
 * calls. */
#define IN_THE_CALLER static inline __attribute__((always_inline))

static void begin(struct coroutine *coroutine);

#ifdef COROUTINE_UCONTEXT

/* makecontext() passes nothing wider than an int. */
static void begin_halves(unsigned high, unsigned low)
{
	begin((struct coroutine *)((uintptr_t)high << 16 << 16 | low));
}

static bool context_prepare(struct coroutine *coroutine)
{
	ucontext_t *registers = &coroutine->inside.registers;
	uintptr_t address = (uintptr_t)coroutine;

	if (getcontext(registers))
		return false;
	registers->uc_stack.ss_sp = stack_bottom(coroutine);
	registers->uc_stack.ss_size = stack_bytes();
	registers->uc_link = NULL;
	makecontext(registers, (void (*)(void))begin_halves, 2, (unsigned)(address >> 16 >> 16), (unsigned)address);
	return true;
}

IN_THE_CALLER void context_switch(struct context *from, struct context *to, struct coroutine *coroutine)
{
	(void)coroutine;
	swapcontext(&from->registers, &to->registers);
}

#else

/*
 * Saves on the stack what the ABI says a call preserves (six registers, and the control words of the x87 and of SSE),
 * changes the stack, and takes the same back from there: a call that returns on another stack. Unlike swapcontext() it
 * makes no system call for the signal mask, which no task changes. `coroutine` is handed on in the register of the
 * first argument, for begin(): its first switch "returns" to begin()'s entry. [System V ABI AMD64 3.2.1 "Registers"]
 */
void coroutine_switch_stacks(void **ret_from, void *to, struct coroutine *coroutine);
__asm__(".pushsection .text\n"
        ".globl coroutine_switch_stacks\n"
        ".hidden coroutine_switch_stacks\n"
        ".type coroutine_switch_stacks, @function\n"
        "coroutine_switch_stacks:\n"
        "	pushq %rbp\n"
        "	pushq %rbx\n"
        "	pushq %r12\n"
        "	pushq %r13\n"
        "	pushq %r14\n"
        "	pushq %r15\n"
        "	subq $8, %rsp\n"
        "	stmxcsr (%rsp)\n"
        "	fnstcw 4(%rsp)\n"
        "	movq %rsp, (%rdi)\n"
        "	movq %rsi, %rsp\n"
        "	ldmxcsr (%rsp)\n"
        "	fldcw 4(%rsp)\n"
        "	addq $8, %rsp\n"
        "	popq %r15\n"
        "	popq %r14\n"
        "	popq %r13\n"
        "	popq %r12\n"
        "	popq %rbx\n"
        "	popq %rbp\n"
        "	movq %rdx, %rdi\n"
        "	ret\n"
        ".size coroutine_switch_stacks, . - coroutine_switch_stacks\n"
        ".popsection\n");

static bool context_prepare(struct coroutine *coroutine)
{
	struct frame {
		uint32_t sse_control;
		uint16_t x87_control, unused;
		uint64_t registers[6]; /* r15, r14, r13, r12, rbx, rbp */
		void (*return_to)(struct coroutine *coroutine);
		uint64_t callers_caller; /* 0 ends a debugger's backtrace; also aligns the stack as a call would */
	} *frame = (struct frame *)coroutine - 1;

	memset(frame, 0, sizeof(*frame));
	__asm__("stmxcsr %0" : "=m"(frame->sse_control));
	__asm__("fnstcw %0" : "=m"(frame->x87_control));
	frame->return_to = begin;
	coroutine->inside.stack_pointer = frame;
	return true;
}

IN_THE_CALLER void context_switch(struct context *from, struct context *to, struct coroutine *coroutine)
{
	coroutine_switch_stacks(&from->stack_pointer, to->stack_pointer, coroutine);
}

#endif

/* ---- Sanitizers ---- */

IN_THE_CALLER void before_going_in(struct coroutine *coroutine)
{
	(void)coroutine;
#ifdef __SANITIZE_ADDRESS__
	__sanitizer_start_switch_fiber(&coroutine->sides.outside_fake_stack, stack_bottom(coroutine), stack_bytes());
#endif
#ifdef __SANITIZE_THREAD__
	coroutine->sides.outside_fiber = __tsan_get_current_fiber();
	__tsan_switch_to_fiber(coroutine->sides.inside_fiber, 0);
#endif
}

IN_THE_CALLER void after_going_in(struct coroutine *coroutine)
{
	(void)coroutine;
#ifdef __SANITIZE_ADDRESS__
	__sanitizer_finish_switch_fiber(coroutine->sides.inside_fake_stack, &coroutine->sides.outside_stack,
	                                &coroutine->sides.outside_stack_bytes);
#endif
}

IN_THE_CALLER void before_going_out(struct coroutine *coroutine)
{
	(void)coroutine;
#ifdef __SANITIZE_ADDRESS__
	__sanitizer_start_switch_fiber(&coroutine->sides.inside_fake_stack, coroutine->sides.outside_stack,
	                               coroutine->sides.outside_stack_bytes);
#endif
#ifdef __SANITIZE_THREAD__
	__tsan_switch_to_fiber(coroutine->sides.outside_fiber, 0);
#endif
}

IN_THE_CALLER void after_going_out(struct coroutine *coroutine)
{
	(void)coroutine;
#ifdef __SANITIZE_ADDRESS__
	__sanitizer_finish_switch_fiber(coroutine->sides.outside_fake_stack, NULL, NULL);
#endif
}

/* ---- Coroutines ---- */

void coroutine_resume(struct coroutine *coroutine)
{
	before_going_in(coroutine);
	context_switch(&coroutine->outside, &coroutine->inside, coroutine);
	after_going_out(coroutine);
}

void coroutine_suspend(struct coroutine *coroutine)
{
	before_going_out(coroutine);
	context_switch(&coroutine->inside, &coroutine->outside, coroutine);
	after_going_in(coroutine);
}

/* The first function on the stack. It never returns: when run() has, it waits for the next thing to run. */
static void begin(struct coroutine *coroutine)
{
	after_going_in(coroutine);
	for (;;) {
		coroutine->run(coroutine->argument);
		coroutine->returned = true;
		coroutine_suspend(coroutine);
	}
}

static struct coroutine *map(void)
{
	struct coroutine *coroutine = stack_map();

	if (!coroutine)
		return NULL;
	if (!context_prepare(coroutine)) {
		stack_unmap(coroutine);
		return NULL;
	}
#ifdef __SANITIZE_THREAD__
	coroutine->sides.inside_fiber = __tsan_create_fiber(0);
#endif
	return coroutine;
}

static void unmap(struct coroutine *coroutine)
{
#ifdef __SANITIZE_THREAD__
	__tsan_destroy_fiber(coroutine->sides.inside_fiber);
#endif
	stack_unmap(coroutine);
}

/* Coroutines that have returned, for coroutine_create(). Taken and put back by single atomic exchanges: platforms of
 * several threads share them. */
static struct coroutine *_Atomic spares[SPARES];

static struct coroutine *take_spare(void)
{
	for (size_t i = 0; i < SPARES; i++) {
		struct coroutine *spare = atomic_load_explicit(&spares[i], memory_order_relaxed);

		if (spare && (spare = atomic_exchange(&spares[i], NULL)))
			return spare;
	}
	return NULL;
}

static bool keep_spare(struct coroutine *coroutine)
{
	for (size_t i = 0; i < SPARES; i++) {
		struct coroutine *none = NULL;

		if (atomic_compare_exchange_strong(&spares[i], &none, coroutine))
			return true;
	}
	return false;
}

struct coroutine *coroutine_create(void (*run)(void *argument), void *argument)
{
	struct coroutine *coroutine = take_spare();

	if (!coroutine && !(coroutine = map()))
		return NULL;
	coroutine->run = run;
	coroutine->argument = argument;
	coroutine->returned = false;
	return coroutine;
}

void coroutine_destroy(struct coroutine *coroutine)
{
	if (coroutine && !(coroutine->returned && keep_spare(coroutine)))
		unmap(coroutine);
}
