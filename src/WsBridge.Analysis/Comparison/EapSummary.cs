using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Comparison;

/// <summary>The EAP packets of an attempt.</summary>
internal sealed class EapSummary
{
    /// <summary>Identity, Notification and Nak prepare a method and are none.</summary>
    private const byte FirstMethod = 4;

    private readonly List<string> _methods = [];

    public FrameRef First { get; private set; }

    public int Count { get; private set; }

    /// <summary>E.g. "PEAP, Success".</summary>
    public string Words => string.Join(", ", [.. _methods, Result ?? "no result"]);

    private string? Result { get; set; }

    public void Add(FrameRef frame, in Eap eap)
    {
        First = Count++ == 0 ? frame : First;
        Result = eap.Code is EapCode.Success or EapCode.Failure ? $"{eap.Code}" : Result;
        if (eap.Type is >= FirstMethod and { } type && Eap.TypeName(type) is { } name && !_methods.Contains(name))
        {
            _methods.Add(name);
        }
    }
}
