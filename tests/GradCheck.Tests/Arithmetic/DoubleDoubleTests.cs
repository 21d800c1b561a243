using System.Globalization;
using System.Numerics;
using CsCheck;
using GradCheck.Arithmetic;

namespace GradCheck.Tests.Arithmetic;

/// <summary>Against exact arithmetic: every double is an integer times a power of two.</summary>
public class DoubleDoubleTests
{
    // 2^-100: a little above the proven bounds of every operation.
    private const int Bits = 100;

    private static readonly Gen<double> Numbers = Gen.Select(Gen.Double[-1, 1], Gen.Int[-60, 60]).Select(Math.ScaleB);
    private static readonly Gen<DoubleDouble> Wide = Gen.Select(Numbers, Gen.Double[-1, 1]).Select((high, low) => DoubleDouble.Sum(high, low * Math.ScaleB(Math.Abs(high), -54)));

    [Fact]
    public void Sum_OfTwoDoubles_IsExact() =>
        Gen.Select(Numbers, Numbers).Sample((a, b) => Exact(DoubleDouble.Sum(a, b)) == Exact(a) + Exact(b));

    [Fact]
    public void Product_OfTwoDoubles_IsExact() =>
        Gen.Select(Numbers, Numbers).Sample((a, b) => Exact(DoubleDouble.Product(a, b)) == Exact(a) * Exact(b));

    [Fact]
    public void Operators_OnWideNumbers_AreWithin2ToTheMinus100() =>
        Gen.Select(Wide, Wide).Sample((a, b) =>
            IsClose(Exact(a + b), Exact(a) + Exact(b), Abs(Exact(a)) + Abs(Exact(b)))
            && IsClose(Exact(a - b), Exact(a) - Exact(b), Abs(Exact(a)) + Abs(Exact(b)))
            && IsClose(Exact(a * b), Exact(a) * Exact(b), Abs(Exact(a) * Exact(b)))
            && IsClose(Exact(a + b.High), Exact(a) + Exact(b.High), Abs(Exact(a)) + Abs(Exact(b.High)))
            && IsClose(Exact(a * b.High), Exact(a) * Exact(b.High), Abs(Exact(a) * Exact(b.High)))
            && (b.High == 0 || IsClose(Exact(a / b.High) * Exact(b.High), Exact(a), Abs(Exact(a)))));

    [Fact]
    public void InverseSqrt_OfAnyPositiveNumber_SquaresBackToOne() =>
        Wide.Where(value => value.High != 0).Select(DoubleDouble.Abs).Sample(value =>
        {
            var root = Exact(DoubleDouble.InverseSqrt(value));
            return IsClose(root * root * Exact(value), Rational.One, Rational.One);
        });

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e300)]
    [InlineData(4.0)]
    [InlineData(2.0)]
    public void InverseSqrt_AtTheEdgesOfTheRange_IsTheNearestDouble(double value)
    {
        var root = DoubleDouble.InverseSqrt(value);
        Assert.Equal(1 / Math.Sqrt(value), root.High, 1e-15 * root.High);
        Assert.Equal(1, root.High * root.High * value, 1e-15);
    }

    [Fact]
    public void Divide_AMultipleByItsCount_IsExact() =>
        Gen.Select(Numbers, Gen.Int[1, 1000]).Sample((value, count) =>
        {
            // The mean of a constant column is that constant, to the last bit.
            DoubleDouble sum = 0;
            for (var i = 0; i < count; i++)
            {
                sum += value;
            }

            return sum / count == new DoubleDouble(value, 0);
        });

    private static bool IsClose(Rational actual, Rational expected, Rational scale) =>
        (Abs(actual - expected) * new Rational(BigInteger.One << Bits, 0)).CompareTo(scale) <= 0;

    private static Rational Abs(Rational value) => new(BigInteger.Abs(value.Mantissa), value.Power);

    private static Rational Exact(DoubleDouble value) => Exact(value.High) + Exact(value.Low);

    private static Rational Exact(double value)
    {
        if (value == 0)
        {
            return new(BigInteger.Zero, 0);
        }

        var power = Math.ILogB(value) - 52;
        return new(new BigInteger(Math.ScaleB(value, -power)), power);
    }

    /// <summary>An integer times a power of two.</summary>
    private readonly record struct Rational(BigInteger Mantissa, int Power) : IComparable<Rational>
    {
        public static Rational One { get; } = new(BigInteger.One, 0);

        public static Rational operator +(Rational a, Rational b) => a.Power < b.Power ? b + a : new((a.Mantissa << (a.Power - b.Power)) + b.Mantissa, b.Power);

        public static Rational operator -(Rational a, Rational b) => a + new Rational(-b.Mantissa, b.Power);

        public static Rational operator *(Rational a, Rational b) => new(a.Mantissa * b.Mantissa, a.Power + b.Power);

        public int CompareTo(Rational other) => (this - other).Mantissa.Sign;

        public bool Equals(Rational other) => CompareTo(other) == 0;

        public override int GetHashCode() => 0;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mantissa} * 2^{Power}");
    }
}
