using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap.Control;

/// <summary>A control of the toolbar. Wireshark makes one toolbar for the whole program, whatever its sources can do.</summary>
/// <param name="Number">By which messages name it.</param>
/// <param name="Type">Wireshark's word for its kind: selector, boolean, button or string.</param>
/// <param name="Display">Its label.</param>
/// <param name="Tooltip">A sentence shown under the pointer.</param>
public sealed record ToolbarControl(byte Number, string Type, string Display, string Tooltip)
{
    /// <summary>The channel.</summary>
    public static ToolbarControl Channel { get; } = new(0, "selector", "Channel",
        "Stays on this channel. Only sources with adapters have channels.")
    { Values = [new OptionValue("-", "-")] };

    /// <summary>Hopping on and off.</summary>
    public static ToolbarControl Hop { get; } = new(1, "boolean", "Hop",
        "Goes from channel to channel, or stays on the one that it is on.");

    /// <summary>Frames so far.</summary>
    public static ToolbarControl Frames { get; } =
        new(2, "string", "Frames", "Frames so far, in the last second, and, where the source counts them, those that came and could not be "
            + "taken.");

    /// <summary>Where they come from.</summary>
    public static ToolbarControl Senders { get; } = new(3, "string", "From", "Frames so far of each sensor, sender or file.");

    /// <summary>The button that marks a moment; Alt+M presses it.</summary>
    public static ToolbarControl Mark { get; } =
        new(4, "button", "&Mark", "Writes a packet comment at this moment: on the next frame, or, where none comes for a second, in a "
            + "record of its own.");

    /// <summary>The button that shows the log.</summary>
    public static ToolbarControl Log { get; } = new(5, "button", "Log", "What the source has said in this capture.") { Role = "logger" };

    /// <summary>All, in the order of the toolbar.</summary>
    public static IReadOnlyList<ToolbarControl> All { get; } = [Channel, Hop, Frames, Senders, Mark, Log];

    /// <summary>What it is for where it is no control: logger.</summary>
    public string? Role { get; init; }

    /// <summary>The choices of a selector before a source names its own.</summary>
    public IReadOnlyList<OptionValue> Values { get; init; } = [];
}
