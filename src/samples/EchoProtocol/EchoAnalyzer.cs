using WsBridge.Sdk;

namespace EchoProtocol;

/// <summary>Dissects a protocol of its own, Lab Echo on UDP port 7007, and matches its requests and responses.</summary>
public sealed class EchoAnalyzer : IAnalyzer
{
    /// <summary>The port.</summary>
    public const int Port = 7007;

    /// <inheritdoc/>
    public string Name => "echo";

    /// <inheritdoc/>
    public string Title => "Lab Echo";

    /// <inheritdoc/>
    public IReadOnlyList<FieldInfo> Fields => EchoFields.All;

    /// <inheritdoc/>
    public IReadOnlyList<ExpertInfo> Experts => EchoExperts.All;

    /// <inheritdoc/>
    public FrameInterest Interest { get; } = new() { Claims = [Traffic.UdpPort(Port)] };

    /// <inheritdoc/>
    public IAnalyzerSession Open(IAnnotationSink sink) => new EchoSession(sink);
}
