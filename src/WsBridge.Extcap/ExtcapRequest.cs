using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap;

/// <summary>What Wireshark asks for in one call.</summary>
public abstract record ExtcapRequest
{
    private ExtcapRequest()
    {
    }

    /// <summary><c>--extcap-interfaces</c>: which sources there are.</summary>
    public sealed record Interfaces : ExtcapRequest;

    /// <summary><c>--extcap-dlts</c>: what the packets of a source begin with.</summary>
    public sealed record LinkTypes(ICaptureSource Source) : ExtcapRequest;

    /// <summary><c>--extcap-config</c>: the options of a source.</summary>
    public sealed record Options(ICaptureSource Source) : ExtcapRequest;

    /// <summary><c>--extcap-config --extcap-reload-option</c>: the choices of one option, asked for again.</summary>
    public sealed record Reload(ICaptureSource Source, string Option, OptionValues Values) : ExtcapRequest;

    /// <summary><c>--extcap-capture-filter</c> without <c>--capture</c>: whether a filter can be used.</summary>
    public sealed record FilterCheck(string Filter) : ExtcapRequest;

    /// <summary><c>--capture</c>: packets, into a pipe.</summary>
    /// <param name="Source">Where from.</param>
    /// <param name="Fifo">The pipe to write to.</param>
    /// <param name="Filter">The capture filter; null for none.</param>
    /// <param name="ControlIn">The pipe from which the toolbar speaks; null without one.</param>
    /// <param name="ControlOut">The pipe to the toolbar; null without one.</param>
    /// <param name="Values">The options.</param>
    public sealed record Capture(ICaptureSource Source, string Fifo, string? Filter, string? ControlIn, string? ControlOut,
        OptionValues Values) : ExtcapRequest;

    /// <summary><c>--help</c>, or nothing at all: somebody started the program by hand.</summary>
    public sealed record Help : ExtcapRequest;
}
