"""What of the SDK is changed in the program's process, so that a run without an engine neither stops nor lies."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from typing import Any

from bastide.record.child import calls, haste, shapes, stand_ins
from bastide.record.child.notes import INSIDE, Notes, described
from bastide.record.child.places import placed

_BY_KIND = {"bool": False, "int": 1, "float": 1.0, "object": {}}
_STARTS_WITH_PARENT = ("register_resource", "read_resource")


def install(notes: Notes, transforms: Any, *, literal: bool) -> None:
    """Change the SDK that is loaded. With `literal`, functions work on what was put in where that is known."""
    stand_ins.start(notes)
    _note_classes()
    _note_questions(notes)
    _shorten_traces(notes)
    _place_faults()
    _read_answers()
    _guard_apply(notes, literal=literal)
    _fill_configuration(notes)
    _note_previews(notes)
    _keep_callbacks(transforms)
    haste.install()


def _note_previews(notes: Notes) -> None:
    """Note a program that asks whether this is a preview: what it would do otherwise is not seen."""
    runtime = sys.modules["pulumi.runtime"]
    native = runtime.is_dry_run

    def is_dry_run() -> bool:
        if notes.places.here():
            notes.opaque("feature", "the program asks whether it is a preview; what it does otherwise is not recorded")
        return bool(native())

    setattr(runtime, native.__name__, is_dry_run)


def _module(name: str) -> Any:
    return sys.modules[f"pulumi.{name}"]


def _note_classes() -> None:
    """Remember the class of what is registered: it says which outputs there are."""
    module = _module("resource")
    for name in _STARTS_WITH_PARENT:
        setattr(module, name, _with_class(getattr(module, name)))


def _with_class(native: Callable[..., None]) -> Callable[..., None]:
    def wrapped(resource: Any, *arguments: Any, **named: Any) -> None:
        token = calls.CLASS.set(type(resource))
        try:
            native(resource, *arguments, **named)
        finally:
            calls.CLASS.reset(token)

    return wrapped


def _note_questions(notes: Notes) -> None:
    """Remember who asks a provider, and for what type."""
    runtime, module = sys.modules["pulumi.runtime"], _module("runtime.invoke")
    for name in ("invoke", "invoke_output", "invoke_async"):
        native = getattr(module, name, None)
        if native is None:
            continue
        asking = _asking(native, notes)
        setattr(module, name, asking)
        if getattr(runtime, name, None) is native:
            setattr(runtime, name, asking)


def _asking(native: Callable[..., Any], notes: Notes) -> Callable[..., Any]:
    def wrapped(tok: str, props: Any, opts: Any = None, typ: Any = None, *more: Any, **named: Any) -> Any:
        token = calls.ASKED.set((typ, notes.places.here()))
        try:
            return native(tok, props, opts, typ, *more, **named)
        finally:
            calls.ASKED.reset(token)

    return wrapped


def _shorten_traces(notes: Notes) -> None:
    """Send the one line of the program that counts: finding all lines takes longer than everything else."""
    module = _module("runtime.resource")
    messages = sys.modules.get("pulumi.runtime.proto.source_pb2")
    if messages is None or not hasattr(module, "_get_stack_trace") or not hasattr(messages, "StackTrace"):
        return

    def trace() -> Any:
        caller = sys._getframe(1).f_locals  # noqa: SLF001 - the resource is a local of the one who asks
        resource, custom = caller.get("res"), caller.get("custom", True)
        place = notes.places.here(made=None if custom else resource)
        calls.PLACE.set(place)
        if not place:
            return messages.StackTrace()
        position = messages.SourcePosition(uri=_uri(place[0]), line=place[1])
        return messages.StackTrace(frames=[messages.StackFrame(pc=position)])

    module._get_stack_trace = trace  # noqa: SLF001


def _place_faults() -> None:
    """Let a fault that comes later, while something is sent, name the line that registers or asks for it."""
    manager = _module("runtime.rpc_manager").RPCManager
    native = manager.do_rpc

    def do_rpc(self: Any, name: str, call: Callable[..., Any]) -> Any:
        async def placing(*arguments: Any, **named: Any) -> Any:
            try:
                return await call(*arguments, **named)
            except Exception as error:
                placed(error, calls.ASKED.get()[1] if name == "invoke" else calls.PLACE.get())
                raise

        return native(self, name, placing)

    manager.do_rpc = do_rpc


def _uri(file: str) -> str:
    from urllib.parse import quote_from_bytes  # noqa: PLC0415

    return f"file://{quote_from_bytes(file.encode('utf-8', 'surrogateescape'))}"


def _read_answers() -> None:
    """Make texts that name outputs into what stands for them, wherever the SDK reads them."""
    rpc, resource = _module("runtime.rpc"), _module("runtime.resource")
    one, several, output = rpc.deserialize_property, rpc.translate_output_properties, resource.resource_output
    answer = rpc.deserialize_properties

    def property_(value: Any, *arguments: Any, **named: Any) -> Any:
        return stand_ins.standing(one(value, *arguments, **named))

    def properties(value: Any, *arguments: Any, **named: Any) -> Any:
        if isinstance(value, stand_ins.AnyMapping):
            return value
        kind = arguments[1] if len(arguments) > 1 else named.get("typ")
        return stand_ins.standing(several(value, *arguments, **named), number=shapes.is_number(kind))

    def ordered(*arguments: Any, **named: Any) -> Any:
        found = answer(*arguments, **named)
        return {name: found[name] for name in sorted(found)} if type(found) is dict else found

    def resource_output(res: Any) -> Any:
        resolve, made = output(res)
        return lambda value, *more: resolve(stand_ins.standing(value), *more), made

    rpc.deserialize_property, rpc.translate_output_properties = property_, properties
    rpc.deserialize_properties = ordered  # the protocol's order is another one each time, and what waits goes by it
    resource.resource_output = resource_output


def _guard_apply(notes: Notes, *, literal: bool) -> None:
    """Let a function that fails on what stands for a value return what is not known, and say so."""
    import pulumi  # noqa: PLC0415 - the program's SDK

    native, guard = pulumi.Output.apply, _Guard(notes)

    def apply(self: Any, func: Callable[[Any], Any], *arguments: Any, **named: Any) -> Any:
        # The SDK's own functions only pass values on; they stay named by where they come from.
        knowing = literal and not str(getattr(func, "__module__", "")).startswith("pulumi")
        return native(
            self, lambda value: guard.run(func, stand_ins.literal(value) if knowing else value), *arguments, **named
        )

    pulumi.Output.apply = apply


class _Guard:
    """Runs functions that a program gives to `apply`."""

    def __init__(self, notes: Notes) -> None:
        from pulumi.output import Unknown  # noqa: PLC0415 - the program's SDK

        self._notes, self._unknown = notes, Unknown

    def run(self, function: Callable[[Any], Any], value: Any) -> Any:
        """Return what a function makes of a value, now or later."""
        token = INSIDE.set(True)
        try:
            result = function(value)
        except Exception as error:  # noqa: BLE001 - whatever the program raises
            return self._failed(error, value)
        finally:
            INSIDE.reset(token)
        return self._later(result, value) if inspect.iscoroutine(result) else result

    async def _later(self, result: Any, value: Any) -> Any:
        INSIDE.set(True)  # only for this task
        try:
            return await result
        except Exception as error:  # noqa: BLE001 - whatever the program raises
            return self._failed(error, value)

    def _failed(self, error: Exception, value: Any) -> Any:
        """Return an unknown value where a function stumbled on what stands for one; else the fault is the program's."""
        if type(error).__name__ == "_OutputToStringError" or not stand_ins.tainted(value):
            raise placed(error, self._notes.places.of_error(error))
        said = f"a function given to `apply` failed on a value that is known only after deploying: {described(error)}"
        self._notes.opaque("apply", said, self._notes.places.of_error(error))
        return self._unknown()


def _fill_configuration(notes: Notes) -> None:
    """Give a placeholder for each required key that nobody set, and say so."""
    import pulumi  # noqa: PLC0415 - the program's SDK

    for name in [name for name in vars(pulumi.Config) if name.startswith("require")]:
        kind = name.rpartition("_")[2] if "_" in name else "text"
        setattr(pulumi.Config, name, _required(getattr(pulumi.Config, name), kind, "secret" in name, notes))


def _required(native: Callable[..., Any], kind: str, secret: bool, notes: Notes) -> Callable[..., Any]:  # noqa: FBT001
    import pulumi  # noqa: PLC0415 - the program's SDK

    def required(self: Any, key: str, *arguments: Any, **named: Any) -> Any:
        try:
            return native(self, key, *arguments, **named)
        except pulumi.ConfigMissingError:
            full = self.full_key(key)
            value = _BY_KIND.get(kind, stand_ins.StandIn(f"~[config:{full}]~"))
            shown = "" if kind not in _BY_KIND else f", {value!r}"
            # A secret is an output: nothing but what takes it can depend on it, and that is unknown anyway.
            flows = secret and kind not in _BY_KIND
            notes.opaque(
                "message" if flows else "placeholder",
                f"the required configuration `{full}` is not set; a placeholder stands for it{shown}",
            )
            return pulumi.Output.secret(value) if secret else value

    return required


def _keep_callbacks(transforms: Any) -> None:
    """Hand the program's transforms to ourselves instead of to a server that the engine would call."""

    async def callbacks() -> Any:
        return transforms.callbacks()

    for name, module in list(sys.modules.items()):
        if name.startswith("pulumi.runtime") and hasattr(module, "_get_callbacks"):
            module._get_callbacks = callbacks  # type: ignore[attr-defined] # noqa: SLF001
