using WsBridge.Sdk;

namespace WsBridge.Analysis.Findings;

/// <summary>The words of the contract for enumerations.</summary>
public static class FindingText
{
    /// <summary>chat, note, warn or error.</summary>
    public static string ToText(this Severity severity) => severity switch
    {
        Severity.Chat => "chat",
        Severity.Note => "note",
        Severity.Warn => "warn",
        _ => "error",
    };

    /// <summary>protocol, security, sequence, malformed or response.</summary>
    public static string ToText(this ExpertGroup group) => group switch
    {
        ExpertGroup.Protocol => "protocol",
        ExpertGroup.Security => "security",
        ExpertGroup.Sequence => "sequence",
        ExpertGroup.Malformed => "malformed",
        _ => "response",
    };

    /// <summary>sta, ap, both, config, rf or unknown; null when nothing is wrong.</summary>
    public static string? ToText(this Fault fault) => fault switch
    {
        Fault.None => null,
        Fault.Sta => "sta",
        Fault.Ap => "ap",
        Fault.Both => "both",
        Fault.Config => "config",
        Fault.Rf => "rf",
        _ => "unknown",
    };
}
