#include "core/analysis/neutral_axis.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace safelight {
namespace {

// A shorter range says nothing about contrast: a blank frame, or one of grain alone.
constexpr double kLeastRange = 0.05;

}  // namespace

double NeutralAxis::Tone(const DensityGrid& above_base, size_t cell) const {
  double sum = 0.0;
  for (size_t c = 0; c < 3; ++c) sum += slope[c] * above_base.density(c, cell) + offset[c];
  return sum / 3.0;
}


static double P(const char*n,double d){const char*v=getenv(n);return v?atof(v):d;}
NeutralAxis FindNeutralAxis(const DensityGrid& above_base) {
  DensityHistogram histogram;
  const double QL=P("QL",0.01),QH=P("QH",0.995),SIG=P("SIG",0.06),LA=P("LA",0.05),LB=P("LB",0.3),IT=P("IT",4),PW=P("PW",0.5),PRS=P("PRS",0),PR=P("PR",1.1),PB=P("PB",0.9);
  std::array<DensityRange, 3> range;
  for (size_t c = 0; c < 3; ++c) {
    RangeOfPicture(above_base, histogram, [&](size_t cell) { return above_base.density(c, cell); });
    range[c]={histogram.Percentile(QL),histogram.Percentile(QH)};
  }
  NeutralAxis axis;
  const double mid=0.5*(range[1].low+range[1].high), len=range[1].length();
  for (const size_t c : {size_t{0}, size_t{2}}) {
    if (range[1].length() > kLeastRange && range[c].length() > kLeastRange) {
      axis.slope[c] = std::clamp(range[1].length() / range[c].length(), 0.25, 4.0);
    }
    double pr=c==0?PR:PB; axis.slope[c]=std::exp((1-PRS)*std::log(axis.slope[c])+PRS*std::log(pr));
    double f=P("AN",0.5);
    axis.offset[c] = range[1].low+f*len - axis.slope[c] * (range[c].low+f*range[c].length());
  }
  NeutralAxis start=axis; const double LIM=P("LIM",1),LIMB=P("LIMB",1),DAMP=P("DAMP",1);
  for(int it=0;it<IT;it++){
    constexpr int N=24; double w[N]={},su[2][N]={},st[N]={};
    for(size_t cell=0;cell<above_base.count();++cell){ if(above_base.kind(cell)!=CellKind::kPicture) continue;
      double q[3]; for(int c=0;c<3;c++) q[c]=axis.slope[c]*above_base.density(c,cell)+axis.offset[c];
      double t=(q[0]+q[1]+q[2])/3,u=q[0]-q[1],v=q[2]-q[1]; double ww=1/(1+(u*u+v*v-u*v)/(SIG*SIG)); ww*=ww;
      int b=int((t-range[1].low)/len*N); if(b<0||b>=N) continue; w[b]+=ww; su[0][b]+=ww*u; su[1][b]+=ww*v; st[b]+=ww*t; }
    double tot=0; for(int b=0;b<N;b++) tot+=w[b]; 
    for(int k=0;k<2;k++){ double S=0,Sx=0,Sxx=0,Sy=0,Sxy=0; for(int b=0;b<N;b++) if(w[b]>0){ double W=std::pow(w[b]/tot,PW); double x=(st[b]/w[b]-mid)/len, y=su[k][b]/w[b]; S+=W;Sx+=W*x;Sxx+=W*x*x;Sy+=W*y;Sxy+=W*x*y; }
      double A=S*(1+LA),B=Sx,C=Sxx+LB*S*0.08; double det=A*C-B*B; double a=(Sy*C-Sxy*B)/det, be=(A*Sxy-B*Sy)/det; // u = a + be x
      size_t c=k==0?0:2; double bb=be/len; axis.slope[c]*=(1-bb); axis.offset[c]=axis.offset[c]*(1-bb)-a+bb*mid; }
  }
  for(size_t c:{size_t{0},size_t{2}}){ // difference at mid and in slope
    double em=(mid-start.offset[c])/start.slope[c]; double dm=axis.slope[c]*em+axis.offset[c]-mid; double r=axis.slope[c]/start.slope[c];
    auto soft=[&](double x,double l){return DAMP*x/(1+std::abs(x)/l);};
    dm=soft(dm,LIM); r=1+soft(r-1,LIMB); axis.slope[c]=start.slope[c]*r; axis.offset[c]=mid+dm-axis.slope[c]*em; }
  return axis;
}

}  // namespace safelight
