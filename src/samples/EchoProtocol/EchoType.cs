namespace EchoProtocol;

/// <summary>What a message is.</summary>
internal enum EchoType : byte
{
    Request = 1,
    Response = 2,
    Refusal = 3,
}
